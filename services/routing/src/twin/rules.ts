import type { Trace } from '../traces/trace.js';
import { appQueue } from './app-queue.js';
import type { FloorOf } from './floor.js';
import { ours } from './ours.js';
import { vicidial } from './vicidial.js';

export interface Rules {
  readonly name: string;
  readonly says: string;
  readonly floor: FloorOf;
  /** What of the trace's set-up these rules can be told, and who sets them up would tell them. */
  readonly setUp?: (trace: Trace) => Trace;
}

/** Each rival as it comes, and as somebody sets it up who takes care. */
export const RULES: readonly Rules[] = [
  {
    name: 'spillway',
    says: 'best skill first, each agent’s own skills in the order of her levels',
    floor: ours(),
    setUp: bySkill,
  },
  { name: 'spillway-plain', says: 'nothing set up: longest idle', floor: ours() },
  {
    name: 'app_queue',
    says: 'as it comes: rrmemory, retry 5 s, no penalties, autopause=no',
    floor: appQueue({ strategy: 'rrmemory', penalties: false, retryMs: 5000, autopause: false }),
  },
  {
    name: 'app_queue-tuned',
    says: 'leastrecent, penalties by level, retry 1 s, autopause=yes',
    floor: appQueue({ strategy: 'leastrecent', penalties: true, retryMs: 1000, autopause: true }),
  },
  { name: 'vicidial', says: 'longest_wait_time', floor: vicidial({ next: 'longest_wait_time' }) },
  {
    name: 'vicidial-tuned',
    says: 'inbound_group_rank_wait_time, rank by level',
    floor: vicidial({ next: 'inbound_group_rank_wait_time' }),
  },
];

function bySkill(trace: Trace): Trace {
  const order = (skills: Readonly<Record<string, number>>) =>
    Object.entries(skills)
      .sort(([, a], [, b]) => b - a)
      .map(([skill]) => skill);
  return {
    ...trace,
    head: {
      ...trace.head,
      queues: trace.head.queues.map((q) => ({ ...q, strategy: 'best-skill' as const })),
      agents: trace.head.agents.map((a) => ({ ...a, queueOrder: order(a.skills) })),
    },
  };
}
