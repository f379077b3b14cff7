import { randomOf } from './random.mjs';

const SKILLS = 500;
const QUEUES = 1000;
const LANGUAGES = ['en', 'pl', 'ru'];
const STRATEGIES = [
  'longest-idle',
  'longest-idle',
  'best-skill',
  'round-robin',
  'fewest-contacts',
  'least-occupied',
  'random',
];

export const agentId = (/** @type {number} */ n) => `aaaaaaaa-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Agents with four skills each; queues that ask for one or two, relax, prefer teams and choose in all ways. @param {number} agents @param {number} seed */
export function setUp(agents, seed) {
  const { int, pick, chance } = randomOf(seed);
  const skill = () => `s${int(SKILLS)}`;
  const queues = new Map(
    Array.from({ length: QUEUES }, (_, n) => {
      const main = `s${n % SKILLS}`;
      const requires = chance(0.5) ? `${main} >= ${1 + int(3)}` : `${main} >= 2 or ${skill()} and ${skill()} >= 4`;
      const queue = {
        id: `q${n}`,
        name: `q${n}`,
        skills: {},
        serviceLevelMs: 20_000,
        ringMs: 15_000,
        wrapMs: 0,
        lostMs: 30_000,
        priority: int(3),
        record: false,
        recordReason: 'quality',
        retentionDays: 30,
        requires,
        strategy: pick(STRATEGIES),
        ...(chance(0.3) ? { relax: [{ afterMs: 20_000, requires: `${requires} or ${skill()} or ${main}` }] } : {}),
        ...(chance(0.2) ? { teams: [`t${int(20)}`], teamsMs: 10_000 } : {}),
        ...(chance(0.3) ? { preferredMs: 10_000 } : {}),
      };
      return /** @type {const} */ ([queue.id, queue]);
    }),
  );
  const config = new Map(
    Array.from({ length: agents }, (_, n) => {
      const skills = Object.fromEntries(Array.from({ length: 4 }, () => [skill(), 1 + int(10)]));
      const languages = chance(0.4) ? [pick(LANGUAGES), 'en'] : [pick(LANGUAGES)];
      const agent = { id: agentId(n), team: `t${int(20)}`, skills, languages: [...new Set(languages)] };
      return /** @type {const} */ ([agent.id, agent]);
    }),
  );
  return { version: 1, queues, agents: config };
}
