import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { Commands } from './commands.js';

describe('commands', () => {
  let sent: { command: { id: string; epoch: number; deadline: number } }[];
  let epoch: number;
  let commands: Commands;
  beforeEach(() => {
    jest.useFakeTimers({ now: 1_000_000 });
    [sent, epoch] = [[], 1];
    commands = new Commands(
      (message) => sent.push(message as (typeof sent)[number]) > 0,
      () => ({ session: 's', epoch }),
      () => Date.now(),
    );
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is sent again under the same id until it is answered', async () => {
    const given = commands.give({ verb: 'hold', reservation: 'r' });
    await jest.advanceTimersByTimeAsync(2_500);
    expect(new Set(sent.map(({ command }) => command.id)).size).toBe(1);
    expect(sent).toHaveLength(3);
    commands.answered({ id: sent[0]!.command.id, ok: true });
    await expect(given).resolves.toMatchObject({ ok: true });
    await jest.advanceTimersByTimeAsync(5_000);
    expect(sent).toHaveLength(3);
  });
  it('goes on with the newest epoch after a refusal of the old one', async () => {
    void commands.give({ verb: 'hold' });
    commands.answered({ id: sent[0]!.command.id, ok: false, code: 'ROUTING.STALE_EPOCH' });
    epoch = 2;
    await jest.advanceTimersByTimeAsync(1_000);
    expect(sent.at(-1)!.command.epoch).toBe(2);
  });
  it('says what stood in its way when that lasts to the deadline', async () => {
    const given = commands.give({ verb: 'hold' });
    commands.answered({ id: sent[0]!.command.id, ok: false, code: 'ROUTING.LEDGER_AWAY' });
    await jest.advanceTimersByTimeAsync(11_000);
    await expect(given).resolves.toMatchObject({ ok: false, code: 'ROUTING.LEDGER_AWAY' });
  });
  it('is given up at its deadline', async () => {
    const given = commands.give({ verb: 'hang-up' });
    await jest.advanceTimersByTimeAsync(11_000);
    await expect(given).resolves.toEqual({ id: sent[0]!.command.id, ok: false, code: 'EDGE.NO_ANSWER' });
    expect(sent.length).toBeLessThanOrEqual(10);
  });
});
