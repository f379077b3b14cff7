import { setTimeout as delay } from 'node:timers/promises';
import { placeCalls } from '../parts/callers.mjs';

/** Each command places calls for so long; the next one begins when it has placed its last, ms. */
const SHIFT_MS = 15_000;
const MENU_MS = 6000;

/** Callers of three kinds on both nodes: by greeting and menu, straight into the line, and the same on node b. */
const WAYS = [
  { share: 0.4, options: { to: '1000', press: '1', 'press-after': MENU_MS / 1000, node: 'a' } },
  { share: 0.3, options: { to: '1001', press: '', node: 'a' } },
  { share: 0.3, options: { to: '1001', press: '', node: 'b' } },
];

/**
 * Callers at a rate by `npx spillway call`, command after command, until they are as many as asked for and nobody wants more.
 * @param {string} home
 * @param {{ count: number, rate: number, duration: number }} options in all; duration of a talk in s
 */
export function startCrowds(home, { count, rate, duration }) {
  let wanted = true;
  /** @type {ReturnType<typeof placeCalls>[]} */
  const placing = [];
  const crowds = WAYS.map(async ({ share, options }, way) => {
    const own = Math.max(rate * share, 0.1);
    const many = Math.ceil((own * SHIFT_MS) / 1000);
    const talk = duration + (options.to === '1000' ? MENU_MS / 1000 : 0);
    for (let placed = 0; wanted || placed < count * share; placed += many) {
      const from = `+4855${way + 1}${String(placed).padStart(6, '0')}`;
      placing.push(placeCalls(home, { ...options, from, count: many, rate: own, duration: talk }));
      await delay((many / own) * 1000);
    }
  });
  return {
    /** No more than asked for; all figures once all calls are over. */
    async end() {
      wanted = false;
      await Promise.all(crowds);
      return Promise.all(placing);
    },
  };
}
