import { describe, expect, it } from '@jest/globals';
import { type AgentChange, occupancyOf, signedInOf, splitTime } from './occupancy.js';

const MIN = 60_000;
const changes = (...list: [number, 'status' | 'work', string][]): AgentChange[] =>
  list.map(([at, kind, value]) => ({ agentId: 'a', at: at * MIN, kind, value }));
const range = { from: 0, to: 30 * MIN, stepMs: 15 * MIN, until: 30 * MIN };

describe('an agent’s time', () => {
  it('splits a talk that runs over the end of an interval', () => {
    const steps = splitTime(
      changes([0, 'status', 'available'], [0, 'work', 'idle'], [10, 'work', 'talking'], [20, 'work', 'wrapping']),
      range,
    );
    expect(steps.get(0)).toMatchObject({ readyMs: 10 * MIN, talkMs: 5 * MIN, wrapMs: 0 });
    expect(steps.get(1)).toMatchObject({ readyMs: 0, talkMs: 5 * MIN, wrapMs: 10 * MIN });
  });

  it('begins with the state from before the range', () => {
    const steps = splitTime(changes([-60, 'status', 'available'], [-60, 'work', 'idle']), range);
    expect(steps.get(0)?.readyMs).toBe(15 * MIN);
  });

  it('knows nothing before the first change, and leaves that time out', () => {
    const steps = splitTime(changes([20, 'status', 'available']), range);
    expect(steps.has(0)).toBe(false);
    expect(steps.get(1)?.readyMs).toBe(10 * MIN);
  });

  it('does not count time that has not come yet', () => {
    const steps = splitTime(changes([0, 'status', 'available']), { ...range, until: 5 * MIN });
    expect(steps.get(0)?.readyMs).toBe(5 * MIN);
    expect(steps.has(1)).toBe(false);
  });

  it('counts a break as signed in but not for occupancy, and time signed out as neither', () => {
    const steps = splitTime(
      changes(
        [0, 'status', 'break'],
        [5, 'status', 'available'],
        [5, 'work', 'talking'],
        [10, 'work', 'idle'],
        [10, 'status', 'offline'],
      ),
      range,
    );
    const time = steps.get(0)!;
    expect(signedInOf(time)).toBe(10 * MIN);
    expect(occupancyOf(time)).toBe(1);
  });

  it('says nothing about the occupancy of somebody who was on a break all the time', () => {
    expect(occupancyOf(splitTime(changes([0, 'status', 'break']), range).get(0)!)).toBeNull();
  });
});
