/** @typedef {import('./priority.mjs').Place} Place */

/**
 * Who has the processor before whom. Whoever decides runs before whoever mixes audio, or decisions pile up: starved, they
 * were measured seconds behind while Asterisk kept both cores. Audio and whoever begins to record it come next, as what
 * either is late with is lost; both in real time, as telephony servers do, since among hundreds of threads that each work
 * for a moment a fair turn comes too late; behind them whoever starts again what died. Then desktops; names can wait for
 * them, and reports for all.
 * @type {Record<string, Place>}
 */
const USUAL = {
  ...{ telephony: realtime(11), routing: realtime(11), nats: realtime(11) },
  ...{ asterisk: realtime(10), recording: realtime(10), keeper: realtime(9) },
  ...{ postgresql: { nice: -9 }, crossing: { nice: -4 }, agent: { nice: -4 }, reporting: { nice: 10 } },
};
const LAST = { nice: 0 };

/** @param {number} level @returns {Place} with the nice value for a machine that does not permit it */
function realtime(level) {
  return { realtime: level, nice: -level };
}

/**
 * Places by name of service or engine.
 * @param {NodeJS.ProcessEnv} env
 * @returns {(name: string) => Place}
 */
export function readPlaces(env) {
  const own = env.SPILLWAY_PRIORITIES;
  const places = own
    ? Object.fromEntries(
        own
          .split(/[\s,]+/)
          .filter(Boolean)
          .map(parse),
      )
    : USUAL;
  return (name) => places[name] ?? LAST;
}

/** The usual ones as they would be written. */
export const usualPlaces = () =>
  Object.entries(USUAL)
    .map(([name, { nice, realtime: level }]) => `${name}=${level ? `rt${level}` : nice}`)
    .join(',');

/** @param {string} pair @returns {[string, Place]} */
function parse(pair) {
  const [, name, rt, number] = /^([a-z]+)=(rt)?(-?\d+)$/.exec(pair) ?? [];
  const value = Number(number);
  const fits = name && (rt ? value >= 1 && value <= 99 : value >= -20 && value <= 19);
  if (fits) return [name, rt ? { realtime: value, nice: -Math.min(value, 20) } : { nice: value }];
  throw new Error(
    `SPILLWAY_PRIORITIES has "${pair}": expected name=nice (-20 to 19) or name=rt and a level (1 to 99), e.g. telephony=-10,asterisk=rt10`,
  );
}
