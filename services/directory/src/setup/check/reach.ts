import type { Whole } from '../setup.js';
import { leadsTo } from './flows.js';

/** Queues that a caller can come to by herself, each with the first way found: `number 1001` or `the overflow of sales`. */
export function reached({ entries, flows, queues }: Whole): Map<string, string> {
  const found = new Map<string, string>();
  const flowOf = new Map(flows.map((f) => [f.id, f]));
  for (const { number, flowId } of entries) {
    const flow = flowOf.get(flowId);
    const steps = new Map(flow?.steps.map((s) => [s.id, s]));
    const seen = new Set<string>();
    for (const open = flow ? [flow.start] : []; open.length > 0; ) {
      const step = steps.get(open.pop()!);
      if (!step || seen.has(step.id)) continue;
      seen.add(step.id);
      if (step.do === 'queue' && step.queueId !== undefined && !found.has(step.queueId))
        found.set(step.queueId, `the number ${number}`);
      open.push(...leadsTo(step).map(([, to]) => to));
    }
  }
  const queueOf = new Map(queues.map((q) => [q.id, q]));
  for (const open = [...found.keys()]; open.length > 0; ) {
    const queue = queueOf.get(open.pop()!);
    for (const { to } of queue?.overflow ?? []) {
      if (to.do !== 'queue' || to.queueId === undefined || found.has(to.queueId)) continue;
      found.set(to.queueId, `the overflow of ${queue!.id}`);
      open.push(to.queueId);
    }
  }
  return found;
}
