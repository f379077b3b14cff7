import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import type { RequestOf } from '#common/contracts/contract.js';
import { customerFacts, type identify } from '#common/contracts/customers.js';
import type { NumberFrom } from '#common/contracts/words.js';
import { Database, type Tx } from '#common/db/database.js';
import { uuidv7 } from '#common/ids/ids.js';
import { Ledger } from '#common/ledger/ledger.js';
import type { Config } from '../config.js';
import { BlindIndex } from '../keys/person-key.js';
import { identified } from '../metrics.js';
import { People, type Profile } from '../people/person.js';
import { type Identity, identityOf } from './identity.js';

export interface Identified {
  customerId: string;
  known: boolean;
  language: string | null;
}

/** What telephony knows of a caller. */
export type Caller = Pick<RequestOf<typeof identify>, 'kind' | 'value' | 'numberFrom' | 'name'>;

/** Who is this? Finds the customer of an identity or makes one; asked twice for one interaction it answers the same. */
@Injectable()
export class Identify {
  private readonly index: BlindIndex;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
    private readonly people: People,
    private readonly ledger: Ledger,
  ) {
    this.index = new BlindIndex(config.masterKey);
  }

  async identify(
    tenant: string,
    interactionId: string,
    { kind, value, numberFrom, name }: Caller,
  ): Promise<Identified> {
    const { countryCode, internationalPrefix: international, trunkPrefix: trunk } = this.config;
    const identity = identityOf(kind, value, {
      international,
      trunk,
      ...(countryCode ? { country: countryCode } : {}),
    });
    const profile = { name: readable(name), number: identity.kind === 'anonymous' ? null : identity.number };
    const found = await this.db.inTenant(tenant, (tx) =>
      this.findOrMake(tx, tenant, interactionId, identity, profile, numberFrom),
    );
    identified.inc({ outcome: identity.kind === 'anonymous' ? 'anonymous' : found.known ? 'known' : 'new' });
    return found;
  }

  /** The customer of an interaction that nobody identified (customers was away when she called): one of her own, so that a note has somebody to belong to. */
  async ofInteraction(tx: Tx, tenant: string, interactionId: string): Promise<string> {
    const { rows } = await tx.query<{ customer_id: string | null }>(
      'select customer_id from contact where interaction_id = $1',
      [interactionId],
    );
    const known = rows[0]?.customer_id;
    if (known) return known;
    const anonymous = { kind: 'anonymous' } as const;
    const nobody = { name: null, number: null };
    return (await this.findOrMake(tx, tenant, interactionId, anonymous, nobody, null)).customerId;
  }

  /** The customer of an identity, made when there is none, and linked to the interaction. */
  private async findOrMake(
    tx: Tx,
    tenant: string,
    interactionId: string,
    identity: Identity,
    profile: Profile,
    numberFrom: NumberFrom | null,
  ): Promise<Identified> {
    const blind = this.index.of(tenant, identity.kind === 'anonymous' ? `interaction:${interactionId}` : identity.key);
    const link = (customerId: string) => this.link(tx, tenant, interactionId, customerId, numberFrom);
    const linked = async (there: Identified) => {
      await link(there.customerId);
      return there;
    };
    const there = await find(tx, blind, interactionId);
    if (there) return linked(there);
    const now = this.clock.now();
    const id = uuidv7(now);
    // Two calls at once: the second waits here for the first one's commit, inserts nothing and finds her row.
    const { rowCount } = await tx.query(
      'insert into identity (tenant, blind, customer_id) values ($1, $2, $3) on conflict do nothing',
      [tenant, blind, id],
    );
    if (rowCount === 0) return linked((await find(tx, blind, interactionId))!);
    const facts = this.ledger.facts();
    facts.add(customerFacts.created, { about: id, interactionId, at: now }, { customerId: id, interactionId, at: now });
    await Promise.all([
      this.people.insert(tx, tenant, id, profile, interactionId, now),
      this.ledger.append(tx, tenant, facts),
      link(id),
    ]);
    return { customerId: id, known: false, language: null };
  }

  private async link(
    tx: Tx,
    tenant: string,
    interactionId: string,
    customerId: string,
    numberFrom: NumberFrom | null,
  ): Promise<void> {
    await tx.query(
      `insert into contact (tenant, interaction_id, customer_id, started_at, number_from) values ($1, $2, $3, $4, $5)
       on conflict (tenant, interaction_id) do update set
         customer_id = excluded.customer_id, number_from = excluded.number_from`,
      [tenant, interactionId, customerId, this.clock.now(), numberFrom],
    );
  }
}

async function find(tx: Tx, blind: Buffer, interactionId: string): Promise<Identified | undefined> {
  const { rows } = await tx.query<{ id: string; language: string | null; first_interaction: string }>(
    'select c.id, c.language, c.first_interaction from identity i join customer c on c.id = i.customer_id where i.blind = $1',
    [blind],
  );
  const row = rows[0];
  return row && { customerId: row.id, known: row.first_interaction !== interactionId, language: row.language };
}

/** A name as a network gave it, unless it only repeats that there is none. */
function readable(name: string | undefined): string | null {
  const text =
    name
      ?.replace(/\p{Cc}/gu, ' ')
      .trim()
      .slice(0, 120) ?? '';
  return text === '' || /^(anonymous|unknown|unavailable|private|restricted)$/i.test(text) ? null : text;
}
