import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import Fastify from 'fastify';
import { freePort } from '../../../../deploy/engines/index.mjs';
import { serveOps } from './ops.js';

describe('health and metrics at an address of their own', () => {
  const fastify = Fastify();
  let open: string;
  let ops: string;
  beforeAll(async () => {
    for (const path of ['/healthz', '/readyz', '/metrics', '/api/v1/x', '/*'])
      fastify.get(path, async () => `at ${path}`);
    const port = await freePort();
    serveOps(fastify, '127.0.0.1', port);
    await fastify.listen({ port: 0, host: '127.0.0.1' });
    open = `http://127.0.0.1:${(fastify.server.address() as AddressInfo).port}`;
    ops = `http://127.0.0.1:${port}`;
  });
  afterAll(() => fastify.close());
  const get = async (url: string) => {
    const answer = await fetch(url);
    return [answer.status, (await answer.text()).slice(0, 20)];
  };

  it.each(['/healthz', '/readyz', '/metrics'])('%s is there and nowhere else', async (path) => {
    expect(await get(ops + path)).toEqual([200, `at ${path}`]);
    expect((await get(open + path))[0]).toBe(404);
  });
  it('however the path is written', async () => {
    expect((await get(`${open}/%6detrics`))[0]).toBe(404);
    expect((await get(`${open}/metrics?x=1`))[0]).toBe(404);
  });
  it('everything else is not there', async () => {
    expect(await get(`${open}/api/v1/x`)).toEqual([200, 'at /api/v1/x']);
    expect(await get(`${open}/page`)).toEqual([200, 'at /*']);
    expect((await get(`${ops}/api/v1/x`))[0]).toBe(404);
    expect((await get(`${ops}/page`))[0]).toBe(404);
  });
});
