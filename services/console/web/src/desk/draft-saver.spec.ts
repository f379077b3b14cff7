import { afterEach, beforeEach, describe, expect, it, jest } from '@jest/globals';
import { ApiError } from '../auth/api.error.js';
import { DraftSaver } from './draft-saver.js';

describe('the draft of a note', () => {
  let sent: { text: string; keepalive: boolean; done: (error?: unknown) => Promise<void> }[];
  let states: string[];
  let saver: DraftSaver;
  const passes = (ms: number) => jest.advanceTimersByTimeAsync(ms);

  beforeEach(() => {
    jest.useFakeTimers();
    [sent, states] = [[], []];
    saver = new DraftSaver(
      (text, { keepalive }) =>
        new Promise<void>((resolve, reject) => {
          const done = async (error?: unknown) => {
            if (error) reject(error);
            else resolve();
            await passes(0);
          };
          sent.push({ text, keepalive, done });
        }),
      (state) => states.push(state),
    );
  });
  afterEach(() => {
    saver.forget();
    jest.useRealTimers();
  });
  const texts = () => sent.map(({ text }) => text);
  const away = new ApiError(0, 'NETWORK.AWAY', '');

  it('is not sent in parts beside the finished note, and goes on when that was refused', async () => {
    saver.change('A');
    saver.hold();
    saver.close();
    await passes(5_000);
    expect(texts()).toEqual([]);
    saver = new DraftSaver(
      async (text) => void sent.push({ text, keepalive: false, done: async () => {} }),
      () => {},
    );
    saver.change('B');
    saver.hold();
    saver.release();
    await passes(700);
    expect(texts()).toEqual(['B']);
  });

  it('is sent when the typing pauses, and the newest alone', async () => {
    saver.change('A');
    await passes(300);
    saver.change('AB');
    await passes(700);
    await sent[0]!.done();
    expect(texts()).toEqual(['AB']);
    expect(states.at(-1)).toBe('saved');
  });

  it('never goes back: a newer text waits for the older, and a late failure of the older one is nothing', async () => {
    saver.change('A');
    await passes(700);
    saver.change('B');
    await passes(5_000);
    expect(texts()).toEqual(['A']);
    await sent[0]!.done(away);
    await passes(700);
    await sent[1]!.done();
    await passes(60_000);
    expect(texts()).toEqual(['A', 'B']);
    expect(states.at(-1)).toBe('saved');
  });

  it('is tried again while the site is away', async () => {
    saver.change('A');
    await passes(700);
    await sent[0]!.done(away);
    expect(states.at(-1)).toBe('local');
    await passes(5_000);
    await sent[1]!.done();
    expect(texts()).toEqual(['A', 'A']);
  });

  it('is not tried again once it was refused: the reservation is over', async () => {
    saver.change('A');
    await passes(700);
    await sent[0]!.done(new ApiError(403, 'HTTP.403', ''));
    await passes(60_000);
    expect(texts()).toEqual(['A']);
  });

  it('is sent at once when nobody looks any more, and once', async () => {
    saver.change('A');
    saver.close();
    expect(sent).toMatchObject([{ text: 'A', keepalive: true }]);
    await sent[0]!.done(away);
    await passes(60_000);
    expect(sent).toHaveLength(1);
  });

  it('closed while an older one is on its way: the newest follows it', async () => {
    saver.change('A');
    await passes(700);
    saver.change('B');
    saver.close();
    await sent[0]!.done(away);
    expect(sent[1]).toMatchObject({ text: 'B', keepalive: true });
  });

  it('finished: nothing follows', async () => {
    saver.change('A');
    saver.forget();
    saver.close();
    await passes(60_000);
    expect(sent).toEqual([]);
  });
});
