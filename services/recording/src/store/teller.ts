import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { recordingFacts } from '#common/contracts/recording.js';
import { Database, type Tx } from '#common/db/database.js';
import { factIdOf } from '#common/ids/ids.js';
import { type Facts, Ledger } from '#common/ledger/ledger.js';
import { Together } from '#common/work/together.js';
import type { Segment } from '../segment/segment.js';
import { type Link, saveRecordings } from './recordings.store.js';

/** What is to be told within so long is told in one transaction, ms. */
const GATHER_MS = 200;

/** Tells PostgreSQL and the ledger how segments stand. Told again it changes nothing. */
@Injectable()
export class Teller {
  private readonly together = new Together<Segment>((segments) => this.tellAll(segments), GATHER_MS);

  constructor(
    private readonly db: Database,
    private readonly ledger: Ledger,
  ) {}

  /** Answers when it is durable. */
  tell(segment: Segment): Promise<void> {
    return this.together.add(segment);
  }

  private async tellAll(segments: readonly Segment[]): Promise<void> {
    for (const [tenant, own] of Map.groupBy(segments, (s) => s.tenant))
      await this.db.inTenant(tenant, async (tx) => {
        const links = await this.chain(tx, tenant, own);
        await saveRecordings(tx, tenant, own, links);
        const facts = this.ledger.facts();
        for (const segment of own) this.facts(segment, facts);
        await this.ledger.append(tx, tenant, facts);
      });
  }

  private facts(segment: Segment, facts: Facts): void {
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
  }

  /** The place of a stored recording in its tenant's chain: sha256(hash before, id, sha256 of the sealed file). Taken once. */
  private async chain(tx: Tx, tenant: string, segments: readonly Segment[]): Promise<Map<string, Link>> {
    const sealed = segments.filter((s) => s.sealed !== null);
    const links = new Map<string, Link>();
    if (sealed.length === 0) return links;
    await tx.query(`insert into chain (tenant, seq, hash) values ($1, 0, '') on conflict do nothing`, [tenant]);
    const { rows } = await tx.query<Link>('select seq, hash from chain for update');
    const { rows: placed } = await tx.query<{ id: string }>(
      'select id from recording where id = any($1) and chain_seq is not null',
      [sealed.map((s) => s.id)],
    );
    const before = new Set(placed.map((row) => row.id));
    let last = rows[0]!;
    for (const { id, sealed: file } of sealed) {
      if (before.has(id) || links.has(id)) continue;
      last = { seq: last.seq + 1, hash: linkOf(last.hash, id, file!.sha256) };
      links.set(id, last);
    }
    await tx.query('update chain set seq = $1, hash = $2', [last.seq, last.hash]);
    return links;
  }
}

export const linkOf = (before: Buffer, id: string, sha256: string): Buffer =>
  createHash('sha256').update(before).update(id).update(Buffer.from(sha256, 'hex')).digest();
