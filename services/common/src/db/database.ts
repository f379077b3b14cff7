import { Injectable } from '@nestjs/common';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { describeError, SpillwayError } from '../errors/errors.js';
import { log } from '../log/log.js';
import type { MigrationClass } from './migration.js';
import { prepared } from './prepared.js';

// bigint columns hold milliseconds and counters, all below 2^53.
pg.types.setTypeParser(pg.types.builtins.INT8, Number);

/** The part of a pg client that a transaction’s work may use. */
export interface Tx {
  query<R = Record<string, unknown>>(sql: string, values?: unknown[]): Promise<{ rows: R[]; rowCount: number | null }>;
}

export interface DatabaseOptions {
  url: string;
  pool: number;
  /** Also the name of the schema. */
  service: string;
  migrations: MigrationClass[];
}

const txOf = (client: pg.PoolClient): Tx => ({
  query: <R>(sql: string, values?: unknown[]) =>
    client.query(prepared(sql, values)) as unknown as Promise<{ rows: R[]; rowCount: number | null }>,
});

const connectionLost = /ECONN|EPIPE|terminat|timeout|closed|shutting down|starting up|recovery mode|Connection/i;

/** PostgreSQL as one service sees it: its own role and schema, row-level security by tenant. */
@Injectable()
export class Database {
  readonly pool: pg.Pool;
  /** TypeORM over the same schema, for migrations and for work that is not hot. */
  readonly orm: DataSource;
  private migrated = false;
  private closing = false;
  private readonly log = log('db');

  constructor(private readonly options: DatabaseOptions) {
    const connection = { connectionString: options.url, options: `-c search_path=${options.service}` };
    this.pool = new pg.Pool({
      ...connection,
      max: options.pool,
      connectionTimeoutMillis: 3000,
      idleTimeoutMillis: 60_000,
      allowExitOnIdle: true,
      // A statement need not wait for the answer to the one before it: the beginning of a transaction travels with its first.
      pipeline: true,
    });
    this.pool.on('error', (error) => this.log.warn(describeError(error), 'an idle connection was lost'));
    this.orm = new DataSource({
      type: 'postgres',
      url: options.url,
      schema: options.service,
      extra: { options: connection.options, max: 1 },
      migrations: options.migrations,
      migrationsTableName: 'migrations',
      migrationsTransactionMode: 'each',
      installExtensions: false,
    });
  }

  /** Brings the schema up to date; tries again for ever while PostgreSQL is away. */
  async migrate(): Promise<void> {
    for (let wait = 100; !this.closing; wait = Math.min(wait * 2, 1000)) {
      try {
        if (!this.orm.isInitialized) await this.orm.initialize();
        await this.orm.runMigrations();
        this.migrated = true;
        return;
      } catch (error) {
        if (!isAway(error)) throw error;
        this.log.warn(describeError(error), 'PostgreSQL not reached yet');
        await new Promise((r) => setTimeout(r, wait));
      }
    }
  }

  /** A single statement on tables without row-level security (lease, relay, inbox). */
  async query<R = Record<string, unknown>>(sql: string, values: unknown[] = []): Promise<R[]> {
    try {
      return (await this.pool.query(prepared(sql, values))).rows as R[];
    } catch (error) {
      throw this.notYet(error) ?? asAway(error);
    }
  }

  /** One transaction that sees and writes the rows of one tenant alone. */
  async inTenant<T>(tenant: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction('spillway.tenant', tenant, work);
  }

  /** One transaction over all tenants’ ledger rows, for the relay and the replay alone. */
  async asRelay<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.transaction('spillway.relay', 'on', work);
  }

  private async transaction<T>(setting: string, value: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    const client = await this.pool.connect().catch((error: unknown) => {
      throw asAway(error);
    });
    let broken: Error | undefined;
    const lost = (error: Error) => {
      broken = error;
    };
    client.on('error', lost);
    try {
      const begun = client.query(`begin; set local ${setting} = ${client.escapeLiteral(value)}`);
      begun.catch(() => undefined);
      const result = await work(txOf(client));
      await begun;
      await client.query('commit');
      return result;
    } catch (error) {
      if (isAway(error)) broken ??= error as Error;
      if (!broken) await client.query('rollback').catch((e: Error) => lost(e));
      throw this.notYet(error) ?? asAway(error);
    } finally {
      client.off('error', lost);
      client.release(broken);
    }
  }

  /** A table missing while the schema is still being made is a matter of waiting: requests come from the first moment on. */
  private notYet(error: unknown): SpillwayError | undefined {
    const missing = ['42P01', '42703', '3F000'].includes((error as { code?: string }).code ?? '');
    if (this.migrated || !missing) return undefined;
    return new SpillwayError('DATABASE.NOT_READY', 'The schema is not up to date yet.', {
      blame: 'network',
      cause: error,
      hint: 'Try again in a moment.',
    });
  }

  /** A connection of its own with the tenant set for the session; the caller ends it and hears its `error`. */
  async stream(tenant: string): Promise<pg.Client> {
    const client = new pg.Client({
      connectionString: this.options.url,
      options: `-c search_path=${this.options.service} -c spillway.tenant=${tenant}`,
      connectionTimeoutMillis: 3000,
    });
    client.on('error', (error) => this.log.warn(describeError(error), 'a dedicated connection was lost'));
    await client.connect().catch((error: unknown) => {
      throw asAway(error);
    });
    return client;
  }

  async check(): Promise<string> {
    if (!this.migrated) return 'migrations are not done yet';
    await this.pool.query('select 1');
    return 'up';
  }

  async close(): Promise<void> {
    this.closing = true;
    await this.pool.end();
    if (this.orm.isInitialized) await this.orm.destroy();
  }
}

/** Whether the error says that PostgreSQL cannot be reached now, rather than that the statement is wrong. */
export function isAway(error: unknown): boolean {
  if (error instanceof SpillwayError) return error.code === 'DATABASE.AWAY';
  const { code, message } = error as { code?: string; message?: string };
  // 08 connection, 57P operator intervention, 53 insufficient resources (PostgreSQL, appendix A).
  if (code && /^(08|57P|53)/.test(code)) return true;
  return !(code && /^[0-9A-Z]{5}$/.test(code)) && connectionLost.test(`${code ?? ''} ${message ?? ''}`);
}

const asAway = (error: unknown): unknown =>
  !(error instanceof SpillwayError) && isAway(error)
    ? new SpillwayError('DATABASE.AWAY', 'PostgreSQL is away.', {
        blame: 'network',
        cause: error,
        hint: 'Try again; check that PostgreSQL runs.',
      })
    : error;
