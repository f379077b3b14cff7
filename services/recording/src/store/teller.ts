import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { recordingFacts } from '#common/contracts/recording.js';
import { Database, type Tx } from '#common/db/database.js';
import { factIdOf } from '#common/ids/ids.js';
import { Ledger } from '#common/ledger/ledger.js';
import type { Segment } from '../segment/segment.js';
import { saveRecording } from './recordings.store.js';

/** Tells PostgreSQL and the ledger how a segment stands, in one transaction. Told again it changes nothing. */
@Injectable()
export class Teller {
  constructor(
    private readonly db: Database,
    private readonly ledger: Ledger,
  ) {}

  async tell(segment: Segment): Promise<void> {
    await this.db.inTenant(segment.tenant, async (tx) => {
      const link = segment.sealed ? await this.chain(tx, segment.tenant, segment.id, segment.sealed.sha256) : null;
      await saveRecording(tx, segment, link);
      await this.ledger.append(tx, segment.tenant, this.facts(segment));
    });
  }

  private facts(segment: Segment) {
    const facts = this.ledger.facts();
    const { id, interactionId, reservationId, node, reason, deleteAt, notice, noticeAt, startedAt } = segment;
    const about = (what: string, at: number) => ({ about: id, interactionId, at, id: factIdOf(id, what) });
    const own = (at: number) => ({ recordingId: id, interactionId, reservationId, at });
    const begun = segment.state === 'recording' || segment.state === 'ended' || segment.sealed !== null;
    if (begun)
      facts.add(recordingFacts.started, about('started', startedAt), {
        ...own(startedAt),
        node,
        reason,
        deleteAt,
        notice,
        noticeAt,
      });
    for (const [n, { on, at }] of segment.masks.entries())
      facts.add(recordingFacts.masked, about(`masked/${n}`, at), { ...own(at), on });
    const endedAt = segment.endedAt ?? startedAt;
    if (segment.sealed) {
      const { durationMs, bytes, repaired } = segment.sealed;
      facts.add(recordingFacts.stored, about('stored', endedAt), {
        ...own(endedAt),
        duration: durationMs,
        bytes,
        repaired,
      });
    }
    if (segment.missing)
      facts.add(recordingFacts.missing, about('missing', endedAt), { ...own(endedAt), reason: segment.missing });
    return facts;
  }

  /** The place of a recording in its tenant's chain: sha256(hash before, id, sha256 of the sealed file). Taken once. */
  private async chain(
    tx: Tx,
    tenant: string,
    id: string,
    sha256: string,
  ): Promise<{ seq: number; hash: Buffer } | null> {
    await tx.query(`insert into chain (tenant, seq, hash) values ($1, 0, '') on conflict do nothing`, [tenant]);
    const { rows } = await tx.query<{ seq: number; hash: Buffer }>('select seq, hash from chain for update');
    const { rows: placed } = await tx.query('select 1 from recording where id = $1 and chain_seq is not null', [id]);
    if (placed.length > 0) return null;
    const before = rows[0]!;
    const hash = linkOf(before.hash, id, sha256);
    await tx.query('update chain set seq = $1, hash = $2', [before.seq + 1, hash]);
    return { seq: before.seq + 1, hash };
  }
}

export const linkOf = (before: Buffer, id: string, sha256: string): Buffer =>
  createHash('sha256').update(before).update(id).update(Buffer.from(sha256, 'hex')).digest();
