import { setTimeout as delay } from 'node:timers/promises';

const QUICK_DEATH_MS = 5000;
/** EX_CONFIG of sysexits.h: what our services end with when their configuration is wrong. */
const MISCONFIGURED = 78;
const MOST_WAIT_MS = 10_000;

/**
 * @template {{ daemon: import('../engines/daemon.mjs').Daemon }} T
 * @typedef {object} Kept a process that is started again whenever it ends
 * @property {string} name
 * @property {() => T} now
 * @property {() => number} restarts
 * @property {() => Promise<void>} stop
 */

/**
 * Starts something and keeps it running: again at once when it ends, later and later only when it dies young over and over.
 * @template {{ daemon: import('../engines/daemon.mjs').Daemon }} T
 * @param {object} options
 * @param {string} options.name
 * @param {() => Promise<T>} options.start
 * @param {(text: string) => void} options.tell one line for the operator
 * @param {(now: T) => void} [options.onStart] at each start
 * @param {() => string} [options.why] what it said last, told when it dies young again and again
 * @returns {Promise<Kept<T>>} once it has started for the first time; the first failure is thrown
 */
export async function keep({ name, start, tell, onStart = () => {}, why = () => '' }) {
  let now = await start();
  let stopping = false;
  let restarts = 0;
  let young = 0;
  let startedAt = Date.now();
  onStart(now);

  const watch = (async () => {
    while (!stopping) {
      const { code, signal } = await now.daemon.exited;
      if (stopping) return;
      young = Date.now() - startedAt < QUICK_DEATH_MS ? young + 1 : 0;
      tell(`${name} ended (${signal ?? `code ${code}`}), starting it again`);
      if (young === 3 || (code === MISCONFIGURED && young === 1)) tell(said());
      await startAgain();
    }
  })();

  /** What it said must not end whoever keeps it. */
  function said() {
    try {
      return why();
    } catch (error) {
      return `What ${name} said last could not be read: ${error instanceof Error ? error.message : error}`;
    }
  }

  async function startAgain() {
    for (; !stopping; young++) {
      // Twice at once, for whoever was killed twice; a broken one must not burn the machine.
      if (young > 2) await delay(Math.min(MOST_WAIT_MS, 250 * 2 ** (young - 3)));
      if (stopping) return;
      startedAt = Date.now();
      try {
        now = await start();
      } catch (error) {
        tell(`${name} does not start: ${error instanceof Error ? error.message : error}`);
        continue;
      }
      restarts++;
      onStart(now);
      return;
    }
  }

  return {
    name,
    now: () => now,
    restarts: () => restarts,
    async stop() {
      stopping = true;
      await now.daemon.stop();
      // A start that was under way when we were asked to stop.
      await Promise.race([watch, delay(3000, undefined, { ref: false })]);
      if (now.daemon.alive()) await now.daemon.stop();
    },
  };
}
