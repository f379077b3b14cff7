const SAME_PRESS_MS = 1500;

/**
 * Settles when somebody asks us to stop: Ctrl-C, SIGTERM, a closed terminal, or the end of the process that started us.
 * One press of Ctrl-C may arrive several times (terminal, npm, our own starter); a second press later ends us at once.
 * @returns {Promise<string>}
 */
export function untilAskedToStop() {
  let first = 0;
  return new Promise((resolve) => {
    for (const signal of /** @type {NodeJS.Signals[]} */ (['SIGINT', 'SIGTERM', 'SIGHUP'])) {
      process.on(signal, () => {
        first ||= Date.now();
        if (Date.now() - first > SAME_PRESS_MS) process.exit(130);
        resolve(signal);
      });
    }
    process.on('disconnect', () => resolve('disconnect'));
  });
}
