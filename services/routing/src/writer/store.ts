import type { PendingFact } from '#common/ledger/ledger.js';
import type { Acquaintance, Agent, Answered, Interaction, Reservation, Ticket } from '../core/model.js';
import type { KeptCommand } from './unsaid.js';

/** The writer's state as rows. `overAt`: from when on it is only remembered so that a repeat is recognised. */
export type Row = { readonly id: string; readonly overAt: number | null } & (
  | { readonly kind: 'agent'; readonly body: Agent }
  | { readonly kind: 'interaction'; readonly body: Interaction }
  | { readonly kind: 'reservation'; readonly body: Reservation }
  | { readonly kind: 'ticket'; readonly body: Ticket }
  | { readonly kind: 'acquaintance'; readonly body: Acquaintance }
  | { readonly kind: 'answered'; readonly body: Answered }
);
export interface Batch {
  readonly id: string;
  readonly rows: readonly Row[];
  readonly facts: readonly PendingFact[];
  /** Everything that telephony has still to be told after this batch. */
  readonly commands: readonly KeptCommand[];
}
export interface Kept {
  readonly rows: Row[];
  readonly commands: KeptCommand[];
}
/** committed: durable. fenced: nothing was written, somebody else is the writer now. unknown: the connection was lost on the way. */
export type Outcome = 'committed' | 'fenced' | 'unknown';

/** Where one tenant's state is durable. One batch at a time. */
export interface Store {
  /** Takes the writing over under this epoch and reads everything that is not long over. Throws DATABASE.AWAY. */
  open(epoch: number): Promise<Kept>;
  /** Throws when the database refused the batch for what is in it: then nothing of it was written. */
  commit(batch: Batch): Promise<Outcome>;
  /** After `unknown`: connects anew, makes sure that the batch cannot land any more, and says whether it had. Throws DATABASE.AWAY. */
  settle(batchId: string): Promise<'committed' | 'absent' | 'fenced'>;
  close(): Promise<void>;
}
