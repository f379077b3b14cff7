import { connect, createServer } from 'node:net';

/** A TCP port on loopback that was free a moment ago. @returns {Promise<number>} */
export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer().on('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const { port } = /** @type {import('node:net').AddressInfo} */ (server.address());
      server.close(() => resolve(port));
    });
  });
}

/**
 * The first port of `size` ports in a row that are free on loopback, for a test that starts a whole installation.
 * @param {number} size
 * @param {{ from?: number, to?: number }} [range] below the kernel's ephemeral ports, which come and go
 */
export async function freeBlock(size, { from = 10_000, to = 32_000 } = {}) {
  for (let tries = 0; tries < 50; tries++) {
    const first = from + Math.floor(Math.random() * (to - from - size));
    const probes = Array.from({ length: 20 }, (_, i) => first + i);
    const free = await Promise.all(probes.map(isFree));
    if (free.every(Boolean)) return first;
  }
  throw new Error(`No block of ${size} free ports found between ${from} and ${to}`);
}

/** @param {number} port @param {string} [host] @returns {Promise<boolean>} nobody listens there by TCP */
export function isFree(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, host, () => server.close(() => resolve(true)));
  });
}

/** @param {number} port @param {string} [host] @returns {Promise<boolean>} somebody takes a connection there */
export function accepts(port, host = '127.0.0.1') {
  return new Promise((resolve) => {
    const socket = connect(port, host);
    const end = (/** @type {boolean} */ answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', () => end(true)).once('error', () => end(false));
  });
}
