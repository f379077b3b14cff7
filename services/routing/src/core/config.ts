import type { AgentConfig, QueueConfig } from '#common/contracts/directory.js';

/** What routing knows of the tenant's set-up, copied from directory. `phoneUri` is never kept here. */
export interface RoutingConfig {
  readonly version: number;
  readonly queues: ReadonlyMap<string, QueueConfig>;
  readonly agents: ReadonlyMap<string, Omit<AgentConfig, 'phoneUri'>>;
}
export const NO_CONFIG: RoutingConfig = { version: -1, queues: new Map(), agents: new Map() };

/** For what has no queue of its own (a transfer of an outbound call): how long it rings, wraps and waits for a lost agent, in ms. */
const WITHOUT_QUEUE = { ringMs: 20_000, wrapMs: 0, lostMs: 30_000 };
export const limitsOf = (config: RoutingConfig, queueId: string | null) =>
  (queueId === null ? undefined : config.queues.get(queueId)) ?? WITHOUT_QUEUE;
