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
    const found = await this.db.inTenant(tenant, async (tx) => {
      const customerId = await this.findOrMake(tx, tenant, interactionId, identity, profile);
      await this.link(tx, tenant, interactionId, customerId, numberFrom);
      return this.answer(tx, customerId, interactionId);
    });
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
    const customerId = await this.findOrMake(
      tx,
      tenant,
      interactionId,
      { kind: 'anonymous' },
      { name: null, number: null },
    );
    await this.link(tx, tenant, interactionId, customerId, null);
    return customerId;
  }

  private async findOrMake(
    tx: Tx,
    tenant: string,
    interactionId: string,
    identity: Identity,
    profile: Profile,
  ): Promise<string> {
    const blind = this.index.of(tenant, identity.kind === 'anonymous' ? `interaction:${interactionId}` : identity.key);
    const find = async () => {
      const { rows } = await tx.query<{ customer_id: string }>('select customer_id from identity where blind = $1', [
        blind,
      ]);
      return rows[0]?.customer_id;
    };
    const there = await find();
    if (there) return there;
    const now = this.clock.now();
    const id = uuidv7(now);
    // Two calls at once: the second waits here for the first one's commit, inserts nothing and finds her row.
    const { rowCount } = await tx.query(
      'insert into identity (tenant, blind, customer_id) values ($1, $2, $3) on conflict do nothing',
      [tenant, blind, id],
    );
    if (rowCount === 0) return (await find())!;
    await this.people.insert(tx, tenant, id, profile, interactionId, now);
    const facts = this.ledger.facts();
    facts.add(customerFacts.created, { about: id, interactionId, at: now }, { customerId: id, interactionId, at: now });
    await this.ledger.append(tx, tenant, facts);
    return id;
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

  private async answer(tx: Tx, customerId: string, interactionId: string): Promise<Identified> {
    const { rows } = await tx.query<{ language: string | null; first_interaction: string }>(
      'select language, first_interaction from customer where id = $1',
      [customerId],
    );
    return { customerId, known: rows[0]!.first_interaction !== interactionId, language: rows[0]!.language };
  }
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
