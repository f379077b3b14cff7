import type { ReplyOf } from '#common/contracts/contract.js';
import type { AgentConfig, configGet, QueueConfig } from '#common/contracts/directory.js';

export const aQueue = (id: string, also: Partial<QueueConfig> = {}): QueueConfig => ({
  id,
  name: id,
  skills: { [id]: 1 },
  serviceLevelMs: 20_000,
  ringMs: 15_000,
  wrapMs: 0,
  lostMs: 30_000,
  priority: 0,
  record: true,
  recordReason: 'quality',
  retentionDays: 30,
  ...also,
});
export const anAgent = (id: string, also: Partial<AgentConfig> = {}): AgentConfig => ({
  id,
  team: 'one',
  skills: { sales: 5 },
  languages: ['en'],
  phoneUri: null,
  ...also,
});
export const aSetup = (queues: QueueConfig[], agents: AgentConfig[], version = 1): ReplyOf<typeof configGet> => ({
  version,
  queues,
  flows: [],
  entries: [],
  agents,
  dispositions: [],
});
