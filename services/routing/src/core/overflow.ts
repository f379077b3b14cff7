import type { OverflowRule } from '#common/contracts/directory.js';
import type { RoutingConfig } from './config.js';
import type { Turn } from './effects.js';
import { type Estimate, unknownWait } from './estimate.port.js';
import { isOpenAt } from './hours.js';
import { position } from './line.js';
import type { Interaction } from './model.js';
import { type Due, dueRule, keyOf, type Measures } from './overflow-rules.js';
import { enact } from './overflow-ways.js';
import { presentAgents } from './present.js';
import type { State } from './state.js';

type Way = OverflowRule['to']['do'];
/** Ways that concern a caller who is on the line at this moment. */
const LIVE: ReadonlySet<Way> = new Set(['callback', 'message', 'hangup', 'number']);
/** What is not done to somebody who was served already and lost it through no fault of hers. */
const UNKIND: ReadonlySet<Way> = new Set(['message', 'hangup']);

/** Lets the rules of the lines take effect. True when somebody waits in another line now: she may be served there at once. */
export function overflow(s: State, t: Turn, estimate?: Estimate): boolean {
  let moved = false;
  for (const [i, due] of [...overflowing(s, concerned(s, t), t.now, estimate)]) {
    enact(s, t, i, due);
    if (due.rule.to.do === 'queue') moved = true;
  }
  return moved;
}

/** A tick would change something. */
export const anyOverflows = (s: State, now: number, estimate?: Estimate): boolean =>
  hasRules(s) && !overflowing(s, inLine(s), now, estimate).next().done;

/** Those who may have to go on: with a tick everybody in line, otherwise who came into one in this batch. */
function concerned(s: State, t: Turn): Interaction[] {
  if (s.waiting.size === 0 || !hasRules(s)) return [];
  if (t.ticked) return inLine(s);
  return [...s.interactions.touched().values()].filter(
    (i) => i !== undefined && i.stage === 'waiting' && i.enteredAt === t.now,
  ) as Interaction[];
}
const inLine = (s: State): Interaction[] => [...s.waiting].map((id) => s.interactions.get(id)!);
/** Looked up with every batch, of a set-up that may have a thousand queues. */
const withRules = new WeakMap<RoutingConfig, boolean>();
function hasRules({ config }: State): boolean {
  const known = withRules.get(config);
  if (known !== undefined) return known;
  const any = [...config.queues.values()].some((q) => q.overflow?.length);
  withRules.set(config, any);
  return any;
}

/** Who of these waits where a rule says that she should not. Looked at, nothing changed. */
function* overflowing(
  s: State,
  among: readonly Interaction[],
  now: number,
  estimate: Estimate = unknownWait,
): Generator<readonly [Interaction, Due]> {
  const ofQueue = new Map<string, Pick<Measures, 'present' | 'open'>>();
  for (const i of among) {
    const queue = s.config.queues.get(i.queueId ?? '');
    // A kept place waits for its turn, and nobody is on the line.
    if (!queue?.overflow?.length || i.absent) continue;
    const { id, overflow: rules } = queue;
    const known = ofQueue.get(id) ?? {
      present: once(() => presentAgents(s, id) > 0),
      open: once(() => isOpenAt(queue, now)),
    };
    ofQueue.set(id, known);
    const m: Measures = {
      ...known,
      waited: now - i.enteredAt,
      estimate: () => estimate(s, i, now)?.p50,
      length: () => position(s, i, now),
    };
    const due = dueRule(rules, m, (rule) => mayFollow(s, i, rule));
    if (due) yield [i, due];
  }
}

/** Each rule takes effect once for a caller, and no line has her twice: so rules make no circle, however they are written. */
function mayFollow(s: State, i: Interaction, rule: OverflowRule): boolean {
  const { to } = rule;
  if (i.overflow?.rules.includes(keyOf(i.queueId!, rule))) return false;
  if (LIVE.has(to.do) && !isLive(i)) return false;
  if (UNKIND.has(to.do) && i.first) return false;
  if (to.do === 'number') return (to.number ?? '') !== '';
  if (to.do !== 'queue') return true;
  const target = to.queueId ?? '';
  return target !== i.queueId && s.config.queues.has(target) && !i.overflow?.queues.includes(target);
}

const isLive = (i: Interaction): boolean => i.medium === 'voice' && i.direction === 'inbound';

function once<T>(look: () => T): () => T {
  let known: { value: T } | undefined;
  return () => {
    known ??= { value: look() };
    return known.value;
  };
}
