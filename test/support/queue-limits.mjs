import { afterAll, beforeAll } from '@jest/globals';

/**
 * Other limits for a queue while the tests of a describe run: nobody has to wait as long as people may.
 * @param {import('./spillway.mjs').Spillway} spillway
 * @param {string} id of the queue
 * @param {{ ringMs?: number, lostMs?: number, wrapMs?: number }} limits
 */
export function useQueueLimits(spillway, id, limits) {
  /** @type {any} */ let usual;
  const put = async (/** @type {any} */ queue) => (await spillway.as('ivan')).put(`queues/${id}`, queue);
  beforeAll(async () => {
    const { items } = await (await spillway.as('ivan')).get('queues');
    usual = items.find((/** @type {any} */ queue) => queue.id === id);
    await put({ ...usual, ...limits });
  });
  afterAll(() => put(usual));
}
