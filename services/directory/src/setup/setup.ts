import { z } from 'zod';
import { agentConfig, flow, queueConfig } from '#common/contracts/directory.js';
import { op, shape } from '#common/contracts/fields.js';

/** The parts of a tenant's set-up that are kept as documents by id, each with the form it must have. */
export const entry = shape({ number: op.id('dialled number'), flowId: op.id('flow') });
export const disposition = shape({ id: op.id('disposition'), name: op.text('name', 80) });
export const team = shape({ id: op.id('team'), name: op.text('name', 80) });

export const KINDS = {
  queues: queueConfig,
  flows: flow,
  entries: entry,
  dispositions: disposition,
  teams: team,
} as const;
export type Kind = keyof typeof KINDS;
export type ItemOf<K extends Kind> = z.infer<(typeof KINDS)[K]>;

export type Setup = { readonly [K in Kind]: readonly ItemOf<K>[] };
export const emptySetup: Setup = { queues: [], flows: [], entries: [], dispositions: [], teams: [] };

/** How an agent works, without whom she is and where her phone stands: those are hers and People's. */
export const agentWork = agentConfig.omit({ phoneUri: true });
export type AgentWork = z.infer<typeof agentWork>;

/** A tenant's whole configuration, in the order in which its parts build upon one another. */
export const PARTS = {
  teams: team,
  dispositions: disposition,
  agents: agentWork,
  queues: queueConfig,
  flows: flow,
  entries: entry,
} as const;
export type Part = keyof typeof PARTS;
export type PartOf<P extends Part> = z.infer<(typeof PARTS)[P]>;
export type Whole = { readonly [P in Part]: readonly PartOf<P>[] };
export const partNames = Object.keys(PARTS) as Part[];

/** What past contacts and figures name for ever, so that it can be changed but not taken away; agents are People's. */
export const KEPT: ReadonlySet<Part> = new Set<Part>(['queues', 'dispositions', 'teams', 'agents']);

/** What an item is called by: its id, an entry by its number. */
export const idOf = (item: { id?: string; number?: string }): string => item.id ?? item.number ?? '';
