import type { ReplyOf } from '#common/contracts/contract.js';
import type { AgentConfig, QueueConfig } from '#common/contracts/directory.js';
import type { impact } from '#common/contracts/routing.js';
import type { RoutingConfig } from '../core/config.js';
import { inLine } from '../core/line.js';
import type { State } from '../core/state.js';
import { couldServe } from './could-serve.js';

type QueueImpact = ReplyOf<typeof impact>['queues'][number];
export interface Changed {
  readonly queues: readonly QueueConfig[];
  readonly agents: readonly AgentConfig[];
}

/** The set-up with these queues and agents in place of those with the same ids. */
export function withChanged(config: RoutingConfig, { queues, agents }: Changed): RoutingConfig {
  return {
    ...config,
    queues: new Map([...config.queues, ...queues.map((q) => [q.id, q] as const)]),
    agents: new Map([...config.agents, ...agents.map(({ phoneUri: _, ...a }) => [a.id, a] as const)]),
  };
}

/** What a change would mean for who waits at this moment. Queues where nothing differs and nobody waits are left out. */
export function impactOf(s: State, changed: Changed): QueueImpact[] {
  const after = withChanged(s.config, changed);
  const waiting = Map.groupBy(
    [...s.interactions.values()].filter((i) => inLine(i) && i.queueId !== null),
    (i) => i.queueId!,
  );
  const signedIn = [...s.agents.values()].filter((a) => a.attached && a.status !== 'offline').map((a) => a.id);
  return [...after.queues.keys()].flatMap((queueId) => {
    const callers = waiting.get(queueId)?.length ?? 0;
    const was = served(s.config, queueId, signedIn);
    const is = served(after, queueId, signedIn);
    if (callers === 0 && was.signedIn === is.signedIn) return [];
    return [
      {
        queueId,
        waiting: callers,
        nobodyBefore: was.anybody ? 0 : callers,
        nobodyAfter: is.anybody ? 0 : callers,
        absentBefore: was.signedIn > 0 ? 0 : callers,
        absentAfter: is.signedIn > 0 ? 0 : callers,
        fittingBefore: was.signedIn,
        fittingAfter: is.signedIn,
      },
    ];
  });
}

function served(config: RoutingConfig, queueId: string, signedIn: readonly string[]) {
  const could = couldServe(config, queueId);
  return { anybody: [...config.agents.keys()].some(could), signedIn: signedIn.filter(could).length };
}
