import { AsteriskHoldTime, Estimator, generate, LastWaits, ours, pinball, RULES, run } from './parts.mjs';

const BEGIN_MS = 15 * 60_000;
const SIDES = ['ours', 'asterisk', 'last20', 'asteriskByLine', 'last20ByLine'];

/**
 * First estimates of callers who found nobody free and were answered, against what came. Both others are asked twice: by queue,
 * and by queue and language as app_queue would have it set up here; the better one counts.
 * @param {string[]} days @param {number[]} seeds
 */
export async function estimates(days, seeds) {
  const judged = days.flatMap((day) => seeds.flatMap((seed) => oneDay(day, seed)));
  const groups = [
    ...days.map((day) => ({ what: day, of: judged.filter((j) => j.day === day && !j.begin) })),
    { what: 'all of these', of: judged.filter((j) => !j.begin) },
    { what: 'first 15 min of a surge', of: judged.filter((j) => j.begin) },
  ];
  return groups.filter((g) => g.of.length > 0).map(({ what, of }) => ({ what, ...sum(of) }));
}

/** @param {string} day @param {number} seed */
function oneDay(day, seed) {
  const trace = generate({ day, seed });
  const rules = RULES.find((/** @type {any} */ r) => r.name === 'spillway');
  /** @type {Map<string, any>} */
  const said = new Map();
  /** @type {any[]} */
  const judged = [];
  const estimator = new Estimator((/** @type {any} */ j) => j.answered && judged.push(j));
  const others = { asterisk: new AsteriskHoldTime(), last20: new LastWaits() };
  const byLine = { asteriskByLine: new AsteriskHoldTime(), last20ByLine: new LastWaits() };
  const lines = new Map(trace.events.map((/** @type {any} */ e) => [e.id, `${e.queueId}/${e.language}`]));
  const learn = (/** @type {any[]} */ facts, /** @type {any} */ state, /** @type {number} */ now) => {
    for (const { contract, data } of facts) {
      const line = lines.get(data.interactionId);
      if (contract.type === 'queue.entered') {
        const of = (/** @type {any} */ sides, /** @type {string} */ key) =>
          Object.fromEntries(Object.entries(sides).map(([name, s]) => [name, s.estimate(key)]));
        said.set(data.interactionId, {
          at: now - trace.head.startsAt,
          ...of(others, data.queueId),
          ...of(byLine, line),
        });
      }
      if (contract.type !== 'queue.left' || data.reason !== 'answered') continue;
      for (const s of Object.values(others)) s.answered(data.queueId, data.waited);
      for (const s of Object.values(byLine)) s.answered(line, data.waited);
    }
    estimator.learn(facts, state, now);
  };
  run(rules.setUp(trace), ours(learn));
  return judged.map((j) => {
    const before = said.get(j.id);
    const begin = trace.surges.some(
      (/** @type {any} */ s) => s.lines.includes(j.queueId) && before.at >= s.from && before.at < s.from + BEGIN_MS,
    );
    return { day, begin, waited: j.waited, said: { ...before, ours: j.estimate } };
  });
}

/** @param {any[]} judged */
function sum(judged) {
  const loss = Object.fromEntries(
    SIDES.map((side) => [
      side,
      judged.reduce(
        (all, { said, waited }) => all + pinball(0.5, said[side].p50, waited) + pinball(0.9, said[side].p90, waited),
        0,
      ) / judged.length,
    ]),
  );
  const covered = (/** @type {string} */ q) => judged.filter((j) => j.waited <= j.said.ours[q]).length / judged.length;
  const asterisk = Math.min(loss.asterisk, loss.asteriskByLine);
  const last20 = Math.min(loss.last20, loss.last20ByLine);
  return {
    judged: judged.length,
    loss: { ours: loss.ours, asterisk, last20 },
    below: { asterisk: 1 - loss.ours / asterisk, last20: 1 - loss.ours / last20 },
    covered: { p50: covered('p50'), p90: covered('p90') },
    met: {
      loss: loss.ours <= 0.7 * Math.min(asterisk, last20),
      coverage: Math.abs(covered('p50') - 0.5) <= 0.05 && Math.abs(covered('p90') - 0.9) <= 0.05,
    },
  };
}
