import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import type { ReplyOf } from '#common/contracts/contract.js';
import { impact } from '#common/contracts/routing.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import type { Change } from './diff.js';
import type { AgentWork, PartOf, Whole } from './setup.js';

type QueueImpact = ReplyOf<typeof impact>['queues'][number];
/** What a change would mean now, as routing knows it; unknown while routing does not answer, which is not "nothing". */
export type KnownImpact =
  | { readonly known: true; readonly queues: (QueueImpact & { name: string })[]; readonly sentences: string[] }
  | { readonly known: false; readonly why: string };

/** Asks routing whom a change would leave waiting. */
@Injectable()
export class ImpactService {
  private readonly log = log('impact');

  constructor(private readonly bus: Bus) {}

  async of(tenant: string, before: Whole, changes: readonly Change[]): Promise<KnownImpact> {
    const queues = changes.flatMap((c) => (c.part === 'queues' && c.after ? [c.after as PartOf<'queues'>] : []));
    const agents = changes.flatMap((c) => (c.part === 'agents' && c.after ? [c.after as AgentWork] : []));
    if (queues.length + agents.length === 0) return { known: true, queues: [], sentences: [] };
    try {
      const asked = { tenant, queues, agents: agents.map((a) => ({ ...a, phoneUri: null })) };
      const reply = await this.bus.call(impact, asked, { timeoutMs: 3000 });
      const names = new Map([...before.queues, ...queues].map((q) => [q.id, q.name]));
      const named = reply.queues.map((q) => ({ ...q, name: names.get(q.queueId) ?? q.queueId }));
      return { known: true, queues: named, sentences: named.flatMap(sentencesOf) };
    } catch (error) {
      this.log.warn({ tenant, ...describeError(error) }, 'routing did not say what a change would do');
      return { known: false, why: 'Routing does not answer now, so nobody can say whom this would leave waiting.' };
    }
  }
}

const callers = (n: number) => (n === 1 ? '1 waiting caller' : `${n} waiting callers`);

/** For people who read English: the command line and logs. The console says it in its reader's language from the numbers. */
export function sentencesOf(q: QueueImpact & { name: string }): string[] {
  const found: string[] = [];
  if (q.nobodyAfter > q.nobodyBefore)
    found.push(`${q.name}: this leaves ${callers(q.nobodyAfter)} without anyone who has the skill.`);
  if (q.absentAfter > q.absentBefore)
    found.push(`${q.name}: nobody signed in could take ${callers(q.absentAfter)} any more.`);
  if (q.fittingAfter !== q.fittingBefore && found.length === 0)
    found.push(`${q.name}: ${q.fittingAfter} signed-in agents could serve it instead of ${q.fittingBefore}.`);
  return found;
}
