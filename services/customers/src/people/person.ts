import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import type { Tx } from '#common/db/database.js';
import type { Config } from '../config.js';
import { PersonKey } from '../keys/person-key.js';
import { customerErased, customerGone } from './people.errors.js';

/** What is known of a person and sealed with her key. */
export interface Profile {
  name: string | null;
  number: string | null;
}
export interface Person {
  readonly id: string;
  readonly profile: Profile;
  readonly language: string | null;
  readonly key: PersonKey;
  readonly firstInteraction: string;
}

interface Row {
  id: string;
  wrapped_key: Buffer | null;
  profile: Buffer | null;
  language: string | null;
  first_interaction: string;
}

/** Opens and seals what belongs to one person. Nothing in here is logged. */
@Injectable()
export class People {
  constructor(@Inject(CONFIG) private readonly config: Config) {}

  async insert(
    tx: Tx,
    tenant: string,
    id: string,
    profile: Profile,
    firstInteraction: string,
    now: number,
  ): Promise<void> {
    const key = PersonKey.create(`${tenant}/${id}`);
    await tx.query(
      'insert into customer (tenant, id, wrapped_key, profile, first_interaction, created_at) values ($1, $2, $3, $4, $5, $6)',
      [
        tenant,
        id,
        key.wrappedBy(this.config.masterKey),
        key.sealText('profile', JSON.stringify(profile)),
        firstInteraction,
        now,
      ],
    );
  }

  /** @param how `write` holds the row: changes of one person come one after the other. Throws CUSTOMERS.NOT_FOUND or CUSTOMERS.ERASED. */
  async read(tx: Tx, tenant: string, id: string, how: 'read' | 'write' = 'read'): Promise<Person> {
    const { rows } = await tx.query<Row>(
      `select id, wrapped_key, profile, language, first_interaction from customer where id = $1 ${how === 'write' ? 'for update' : ''}`,
      [id],
    );
    const row = rows[0];
    if (!row) throw customerGone();
    const key = this.keyOf(tenant, row);
    if (!key || !row.profile) throw customerErased();
    const profile = JSON.parse(key.openText('profile', row.profile)) as Profile;
    return { id, profile, language: row.language, key, firstInteraction: row.first_interaction };
  }

  async write(tx: Tx, person: Person, profile: Profile, language: string | null): Promise<void> {
    await tx.query('update customer set profile = $2, language = $3 where id = $1', [
      person.id,
      person.key.sealText('profile', JSON.stringify(profile)),
      language,
    ]);
  }

  /** The keys of several people at once; who is erased is missing. */
  async keys(tx: Tx, tenant: string, ids: readonly string[]): Promise<Map<string, PersonKey>> {
    const { rows } = await tx.query<Row>('select id, wrapped_key from customer where id = any($1)', [
      [...new Set(ids)],
    ]);
    const keys = rows.map((row) => [row.id, this.keyOf(tenant, row)] as const);
    return new Map(keys.filter((k): k is [string, PersonKey] => k[1] !== undefined));
  }

  private keyOf(tenant: string, row: Pick<Row, 'id' | 'wrapped_key'>): PersonKey | undefined {
    return row.wrapped_key
      ? PersonKey.unwrap(this.config.masterKey, row.wrapped_key, `${tenant}/${row.id}`)
      : undefined;
  }
}
