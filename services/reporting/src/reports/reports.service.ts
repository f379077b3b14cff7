import { Inject, Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG, ConfigError } from '#common/config/config.js';
import { namesGet } from '#common/contracts/directory.js';
import { Database } from '#common/db/database.js';
import type { Config } from '../config.js';
import { agentFigures } from '../figures/agent.figures.js';
import { type CallsQuery, calls } from '../figures/calls.js';
import { contactFigures } from '../figures/contact.figures.js';
import { queueFigures } from '../figures/queue.figures.js';
import type { Range, Row } from '../figures/row.js';
import { RefoldService } from '../fold/refold.service.js';
import { querySeconds } from '../metrics.js';
import { SettingsService } from '../settings/settings.service.js';
import { tableCsv } from './table.js';

export type By = 'queue' | 'agent';

/** Reports of one tenant. Each first takes up what has been told meanwhile, so that it agrees with the ledger so far. */
@Injectable()
export class ReportsService {
  readonly timeZone: string;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly refold: RefoldService,
    private readonly settings: SettingsService,
  ) {
    this.timeZone = zoneOf(config.timeZone);
  }

  now(): number {
    return this.clock.now();
  }

  async intervals(
    tenant: string,
    by: By,
    of: { from: number; to: number; stepMs: number },
  ): Promise<{ asOf: number; rows: Row<object>[] }> {
    const range: Range = { ...of, now: this.clock.now(), shortAbandonMs: this.config.shortAbandonMs };
    return this.timed('intervals', tenant, async () => {
      const rows = await this.db.inTenant<Row<object>[]>(tenant, (tx) =>
        by === 'queue' ? queueFigures(tx, tenant, range) : agentFigures(tx, tenant, range),
      );
      return { asOf: range.now, rows };
    });
  }

  async contacts(tenant: string, of: { from: number; to: number }) {
    return this.timed('contacts', tenant, () => this.db.inTenant(tenant, (tx) => contactFigures(tx, tenant, of)));
  }

  async calls(tenant: string, query: CallsQuery) {
    return this.timed('calls', tenant, () =>
      this.db.inTenant(tenant, (tx) => calls(tx, tenant, query, this.config.shortAbandonMs)),
    );
  }

  async csv(tenant: string, by: By, of: { from: number; to: number; stepMs: number }): Promise<string> {
    const { rows } = await this.intervals(tenant, by, of);
    const nameOf =
      by === 'queue' ? (id: string) => this.settings.queueName(tenant, id) : await this.agentNames(tenant, rows);
    return tableCsv(by, rows, this.timeZone, nameOf);
  }

  /** Names are directory’s and are asked for when needed; a report goes out with ids rather than not at all. */
  private async agentNames(tenant: string, rows: Row<object>[]): Promise<(id: string) => string | undefined> {
    const agentIds = [...new Set(rows.map((r) => r.key).filter((k) => k !== null))];
    const { names } = await this.bus.call(namesGet, { tenant, agentIds }).catch(() => ({ names: [] }));
    const byId = new Map(names.map((n) => [n.agentId, n.name]));
    return (id) => byId.get(id);
  }

  private async timed<T>(report: string, tenant: string, work: () => Promise<T>): Promise<T> {
    const stop = querySeconds.startTimer({ report });
    try {
      await this.refold.catchUp(tenant);
      return await work();
    } finally {
      stop();
    }
  }
}

/** The zone by its own spelling; throws at boot when there is none of that name. */
function zoneOf(name: string): string {
  try {
    return new Intl.DateTimeFormat('en', name ? { timeZone: name } : {}).resolvedOptions().timeZone;
  } catch {
    throw new ConfigError('reporting', [
      `SPILLWAY_TIME_ZONE is ${JSON.stringify(name)}; expected an IANA time zone, for example Europe/Warsaw`,
    ]);
  }
}
