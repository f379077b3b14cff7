import { Injectable } from '@nestjs/common';
import { Database } from '#common/db/database.js';
import { token } from '#common/ids/ids.js';
import { minted } from '../metrics.js';

export type Kind = 'interaction' | 'queue' | 'agent';

/** Random names by which a place outside knows an interaction, a queue or an agent: one for each place, so that two places cannot compare. */
@Injectable()
export class Vault {
  constructor(private readonly db: Database) {}

  /** A token for each reference, in their order; the same one whenever it is asked again. */
  async mint(tenant: string, place: string, kind: Kind, refs: readonly string[]): Promise<string[]> {
    // Sorted, so that two who mint the same references wait for each other in one order.
    const wanted = [...new Set(refs)].sort();
    if (wanted.length === 0) return [];
    const rows = await this.db.inTenant(tenant, async (tx) => {
      const { rowCount } = await tx.query(
        `insert into vault_token (tenant, place, kind, ref, token)
         select $1, $2, $3, w.ref, w.token from unnest($4::text[], $5::text[]) as w(ref, token) on conflict do nothing`,
        [tenant, place, kind, wanted, wanted.map(() => token())],
      );
      minted.inc({ kind }, rowCount ?? 0);
      const found = await tx.query<{ ref: string; token: string }>(
        'select ref, token from vault_token where place = $1 and kind = $2 and ref = any($3)',
        [place, kind, wanted],
      );
      return found.rows;
    });
    const byRef = new Map(rows.map((r) => [r.ref, r.token]));
    return refs.map((ref) => byRef.get(ref)!);
  }

  /** What a token of this place stands for. */
  async resolve(tenant: string, place: string, given: string): Promise<{ kind: Kind; ref: string } | undefined> {
    const { rows } = await this.db.inTenant(tenant, (tx) =>
      tx.query<{ kind: Kind; ref: string }>('select kind, ref from vault_token where place = $1 and token = $2', [
        place,
        given,
      ]),
    );
    return rows[0];
  }
}
