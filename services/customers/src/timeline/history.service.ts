import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import type { NumberFrom } from '#common/contracts/words.js';
import { Database, type Tx } from '#common/db/database.js';
import { DirectoryCache } from '../names/directory.cache.js';
import { People } from '../people/person.js';
import { numberFromOf } from './number-from.js';
import { type Outcome, outcomeOf } from './outcome.js';
import { contactsOf, type PastContact } from './timeline.store.js';

/** One earlier contact as an agent reads it; names are null when directory cannot be asked. Times in milliseconds. */
export interface HistoryEntry {
  interactionId: string;
  at: number;
  medium: string;
  direction: string;
  /** Who vouched for her number then; null when we called her. */
  numberFrom: NumberFrom | null;
  queueId: string | null;
  queue: string | null;
  outcome: Outcome;
  agentName: string | null;
  dispositionId: string | null;
  disposition: string | null;
  note: string | null;
}

const MOST = 20;

/** The newest contacts of a customer, this one left out. */
@Injectable()
export class History {
  constructor(
    private readonly db: Database,
    private readonly people: People,
    private readonly directory: DirectoryCache,
    private readonly clock: Clock,
  ) {}

  async of(tenant: string, customerId: string, except: string | null): Promise<HistoryEntry[]> {
    const { contacts, notes } = await this.db.inTenant(tenant, async (tx) => {
      const contacts = await contactsOf(tx, customerId, except, MOST);
      return { contacts, notes: await this.notes(tx, tenant, contacts) };
    });
    if (contacts.length === 0) return [];
    const [labels, agents] = await Promise.all([
      this.directory.labels(tenant),
      this.directory.names.of(
        tenant,
        contacts.flatMap((c) => c.agentId ?? []),
      ),
    ]);
    return contacts.map((c, i) => ({
      interactionId: c.interactionId,
      // A contact whose start was not heard of yet.
      at: c.startedAt ?? c.endedAt ?? this.clock.now(),
      medium: c.medium,
      direction: c.direction,
      numberFrom: numberFromOf(c),
      queueId: c.queueId,
      queue: (c.queueId && labels.queues.get(c.queueId)) || null,
      outcome: outcomeOf(c),
      agentName: (c.agentId && agents.get(c.agentId)) || null,
      dispositionId: c.dispositionId,
      disposition: (c.dispositionId && labels.dispositions.get(c.dispositionId)) || null,
      note: notes[i]!,
    }));
  }

  private async notes(tx: Tx, tenant: string, contacts: readonly PastContact[]): Promise<(string | null)[]> {
    const keys = await this.people.keys(
      tx,
      tenant,
      contacts.flatMap((c) => c.sealedFor ?? []),
    );
    return contacts.map((c) => (c.note && c.sealedFor && keys.get(c.sealedFor)?.openText('note', c.note)) || null);
  }
}
