import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { createStore } from '../ui/store.js';
import type { Leg, LegState } from './leg.js';
import type { Line, LineOptions, LinePhase } from './line.js';
import { Phone } from './phone.js';

/** A line as the phone sees it; `did` is what it was told. */
const aLine = (options: LineOptions) => ({
  options,
  phase: createStore<LinePhase>('connecting'),
  did: [] as string[],
  start: () => {},
  stop() {
    this.did.push('stop');
  },
});
const aLeg = (name: string) => ({ name, state: createStore<LegState>({ phase: 'up', muted: false }) });

describe('the phone of a window that is not the only one', () => {
  let lines: ReturnType<typeof aLine>[];
  let asked: number;
  let hasDesk: boolean;
  let phone: Phone;
  let answer: (value?: unknown) => void;
  const fetchBefore = globalThis.fetch;

  beforeEach(() => {
    jest.useFakeTimers();
    [lines, asked, hasDesk] = [[], 0, true];
    const given = { nodes: [{ id: 'a', wsPath: '/a' }], uri: 'sip:u@d', user: 'u', password: 'p', phone: 'browser' };
    globalThis.location = { href: 'https://site/' } as never;
    globalThis.fetch = (async () => {
      asked++;
      if (answer) await new Promise((resolve) => (answer = resolve));
      return new Response(JSON.stringify(given), { status: 201 });
    }) as never;
    answer = undefined as never;
    phone = new Phone(
      () => hasDesk,
      (options) => {
        lines.push(aLine(options));
        return lines.at(-1) as unknown as Line;
      },
    );
  });
  afterEach(() => {
    globalThis.fetch = fetchBefore;
    delete (globalThis as { location?: unknown }).location;
    jest.useRealTimers();
  });
  const refused = async () => {
    lines.at(-1)!.phase.set('refused');
    await jest.advanceTimersByTimeAsync(5_000);
  };

  it('asks for new credentials when it has the desk: the site may have been restarted', async () => {
    await phone.open();
    await refused();
    expect(asked).toBe(2);
  });

  it('takes the phone from nobody once it was left, however often it is refused', async () => {
    await phone.open();
    phone.leave();
    await refused();
    await refused();
    expect(asked).toBe(1);
    expect(lines.map((line) => line.did)).toEqual([['stop']]);
    expect(phone.state.get()).toEqual({ kind: 'none', lines: {}, legs: {} });
  });

  it('gives it up when it was refused and another window has the desk', async () => {
    await phone.open();
    hasDesk = false;
    await refused();
    expect(asked).toBe(1);
    expect(phone.state.get().kind).toBe('none');
  });

  it('lets a running call last until the other side ends it', async () => {
    await phone.open();
    const leg = aLeg('r-1');
    lines[0]!.options.onInvite!(leg as unknown as Leg, () => undefined);
    phone.leave();
    await jest.advanceTimersByTimeAsync(60_000);
    expect(lines[0]!.did).toEqual([]);
    leg.state.set({ phase: 'ended', muted: false });
    await jest.advanceTimersByTimeAsync(10_000);
    expect(lines[0]!.did).toEqual(['stop']);
  });

  it('does not use credentials that come after it was left', async () => {
    answer = () => {};
    const opening = phone.open();
    await jest.advanceTimersByTimeAsync(0);
    phone.leave();
    answer();
    await opening;
    expect(lines).toHaveLength(0);
  });
});
