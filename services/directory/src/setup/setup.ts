import { z } from 'zod';
import { flow, queueConfig } from '#common/contracts/directory.js';
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

/** What an item is called by: its id, an entry by its number. */
export const idOf = (item: { id?: string; number?: string }): string => item.id ?? item.number ?? '';

/** The set-up with `item` put in place of the one with the same id. */
export function withItem<K extends Kind>(setup: Setup, kind: K, item: ItemOf<K>): Setup {
  return { ...setup, [kind]: [...setup[kind].filter((i) => idOf(i) !== idOf(item)), item] };
}
export function withoutItem(setup: Setup, kind: Kind, id: string): Setup {
  return { ...setup, [kind]: setup[kind].filter((i) => idOf(i) !== id) };
}
