import type pg from 'pg';
import { type Database, isAway } from '#common/db/database.js';
import { describeError, SpillwayError } from '#common/errors/errors.js';
import { uuidv7 } from '#common/ids/ids.js';
import { log } from '#common/log/log.js';
import { REMEMBER_MS } from './rows.js';
import { COMMIT, ENSURE_ROW, HOLD_LEASE, LOAD, LOCK_ROW, NAME_BATCH, UNSAID } from './sql.js';
import type { Batch, Kept, Outcome, Row, Store } from './store.js';
import type { KeptCommand } from './unsaid.js';

/** A statement that has no answer by then is given up together with its connection, ms. */
const PATIENCE_MS = 3000;

/** One dedicated connection; a batch is one statement, so that it is one round trip and one sync of the disk. */
export class PgStore implements Store {
  #client: pg.Client | undefined;
  #last = '';
  #epoch = 0;
  readonly #log = log('writer');

  constructor(
    private readonly db: Database,
    private readonly tenant: string,
    private readonly lease: string,
    private readonly now: () => number,
  ) {}

  async open(epoch: number): Promise<Kept> {
    this.#epoch = epoch;
    if ((await this.#takeOver()) === undefined)
      throw new SpillwayError('LEASE.LOST', 'Another process writes now.', { blame: 'us', retryable: true });
    const { rows } = await this.#ask<{ kind: Row['kind']; id: string; over_at: number | null; body: never }>(LOAD, [
      this.tenant,
      this.now() - REMEMBER_MS,
    ]);
    const unsaid = await this.#ask<{ commands: KeptCommand[] }>(UNSAID, [this.tenant]);
    return {
      rows: rows.map(({ kind, id, over_at, body }) => ({ kind, id, overAt: over_at, body })),
      commands: unsaid.rows[0]?.commands ?? [],
    };
  }

  async commit(batch: Batch): Promise<Outcome> {
    const values = [
      this.tenant,
      JSON.stringify(batch.facts),
      this.lease,
      this.#epoch,
      this.#last,
      batch.id,
      JSON.stringify(batch.rows),
      JSON.stringify(batch.commands),
    ];
    try {
      const { rows } = await this.#ask<{ done: number }>({ name: 'commit', text: COMMIT, values });
      if (rows[0]?.done !== 1) return 'fenced';
      this.#last = batch.id;
      return 'committed';
    } catch (error) {
      if (!isAway(error)) throw error;
      this.#log.warn(describeError(error), 'outcome of a batch unknown');
      this.#drop();
      return 'unknown';
    }
  }

  async settle(batchId: string): Promise<'committed' | 'absent' | 'fenced'> {
    const found = await this.#takeOver();
    if (found === undefined) return 'fenced';
    return found === batchId ? 'committed' : 'absent';
  }

  async close(): Promise<void> {
    const client = this.#client;
    this.#client = undefined;
    await Promise.race([client?.end().catch(() => undefined), new Promise((r) => setTimeout(r, 500).unref())]);
  }

  /** Not `end()`: that waits for a server that may not be there. */
  #drop(): void {
    const client = this.#client;
    this.#client = undefined;
    (client as unknown as { connection?: { stream?: { destroy(): void } } })?.connection?.stream?.destroy();
  }

  /**
   * Names a new last batch in the tenant's writer row and answers with the one before; undefined when the lease is not ours.
   * A statement of the lost connection either is seen here (the row is locked until it ends) or finds another last batch and does nothing.
   */
  async #takeOver(): Promise<string | undefined> {
    this.#drop();
    this.#client = await this.db.stream(this.tenant);
    const next = uuidv7(this.now());
    await this.#ask('begin');
    const held = await this.#ask(HOLD_LEASE, [this.lease, this.#epoch]);
    if (held.rows.length === 0) return undefined;
    await this.#ask(ENSURE_ROW, [this.tenant]);
    const { rows } = await this.#ask<{ batch: string }>(LOCK_ROW, [this.tenant]);
    await this.#ask(NAME_BATCH, [this.tenant, next]);
    await this.#ask('commit');
    this.#last = next;
    return rows[0]!.batch;
  }

  async #ask<R extends pg.QueryResultRow>(
    query: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<pg.QueryResult<R>> {
    const client = this.#client;
    if (!client) throw away();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(away()), PATIENCE_MS);
    });
    try {
      const config = typeof query === 'string' ? { text: query, values: values ?? [] } : query;
      const answer = client.query<R>(config);
      answer.catch(() => undefined);
      return await Promise.race([answer, late]);
    } finally {
      clearTimeout(timer);
    }
  }
}

const away = () => new SpillwayError('DATABASE.AWAY', 'PostgreSQL is away.', { blame: 'network' });
