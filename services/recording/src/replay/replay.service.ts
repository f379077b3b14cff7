import { Injectable } from '@nestjs/common';
import type { SiteUser } from '#common/auth/decorators.js';
import { Clock } from '#common/clock/clock.js';
import { Database, type Tx } from '#common/db/database.js';
import { POINT_MS } from '../audio/waveform.js';
import { describeSealed, openRange } from '../sealing/open-range.js';
import { Sealer } from '../store/sealer.js';
import { type Access, listAccesses, logAccess } from './accesses.js';
import { type ByteRange, rangeOf } from './range.js';
import { badRange, notPlayable } from './recording.errors.js';
import { getPlayable, getRecording, type ListQuery, listRecordings } from './recordings.query.js';

/** A piece of a recording on its way to somebody's ears. */
export interface Audio {
  readonly length: number;
  /** null: the whole. */
  readonly range: ByteRange | null;
  readonly bytes: AsyncIterable<Buffer>;
}

/** Reading recordings. Everything but the list leaves a line in the access log. */
@Injectable()
export class Replay {
  constructor(
    private readonly db: Database,
    private readonly sealer: Sealer,
    private readonly clock: Clock,
  ) {}

  list(user: SiteUser, query: ListQuery) {
    return this.db.inTenant(user.tenant, (tx) => listRecordings(tx, query));
  }

  details(user: SiteUser, id: string) {
    return this.logged(user, { recordingId: id, what: 'details' }, (tx) => getRecording(tx, id));
  }

  accesses(user: SiteUser, id: string) {
    return this.logged(user, { recordingId: id, what: 'accesses' }, async (tx) => {
      await getRecording(tx, id);
      return { items: await listAccesses(tx, id) };
    });
  }

  waveform(user: SiteUser, id: string) {
    return this.logged(user, { recordingId: id, what: 'waveform' }, async (tx) => {
      const { state, points, durationMs } = await getPlayable(tx, id);
      if (!points) throw notPlayable(state);
      const side = (n: number) => [...points].filter((_, i) => i % 2 === n);
      return { pointMs: POINT_MS, durationMs, caller: side(0), agent: side(1) };
    });
  }

  async audio(user: SiteUser, id: string, rangeHeader: string | undefined): Promise<Audio> {
    const found = await this.db.inTenant(user.tenant, (tx) => getPlayable(tx, id));
    if (found.state !== 'sealed' || !found.file || !found.wrappedKey) throw notPlayable(found.state);
    const path = this.sealer.pathOf(found.file);
    const key = this.sealer.keyOf(id, found.wrappedKey, found.masterKey ?? '');
    const { plainBytes } = await describeSealed(path);
    const range = rangeOf(rangeHeader, plainBytes);
    if (range === undefined) throw badRange(plainBytes);
    const { from, to } = range ?? { from: 0, to: plainBytes - 1 };
    await this.logged(user, { recordingId: id, what: 'audio', fromByte: from, toByte: to }, async () => undefined);
    return { length: plainBytes, range, bytes: openRange(path, key, from, to) };
  }

  private logged<T>(user: SiteUser, access: Omit<Access, 'userId' | 'at'>, read: (tx: Tx) => Promise<T>): Promise<T> {
    return this.db.inTenant(user.tenant, async (tx) => {
      const result = await read(tx);
      await logAccess(tx, user.tenant, { ...access, userId: user.id, at: this.clock.now() });
      return result;
    });
  }
}
