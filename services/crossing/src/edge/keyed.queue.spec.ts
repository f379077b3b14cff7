import { expect, it } from '@jest/globals';
import { KeyedQueue } from './keyed.queue.js';

it('runs one key in order and others beside it', async () => {
  const queue = new KeyedQueue(10);
  const log: string[] = [];
  const gate = Promise.withResolvers<void>();
  const a1 = queue.run('a', async () => {
    await gate.promise;
    log.push('a1');
  });
  const a2 = queue.run('a', async () => log.push('a2'));
  await queue.run('b', async () => log.push('b1'));
  expect(log).toEqual(['b1']);
  gate.resolve();
  await Promise.all([a1, a2]);
  expect(log).toEqual(['b1', 'a1', 'a2']);
});

it('goes on after a failure', async () => {
  const queue = new KeyedQueue(10);
  const failing = queue.run('a', async () => {
    throw new Error('no');
  });
  const next = queue.run('a', async () => 'done');
  await expect(failing).rejects.toThrow('no');
  expect(await next).toBe('done');
});

it('takes no more than its limit for one key, and forgets keys that are done', async () => {
  const queue = new KeyedQueue(1);
  const gate = Promise.withResolvers<void>();
  const first = queue.run('a', () => gate.promise);
  expect(queue.run('a', async () => 'more')).toBeUndefined();
  gate.resolve();
  await first;
  await Promise.resolve();
  expect(await queue.run('a', async () => 'again')).toBe('again');
});
