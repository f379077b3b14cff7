import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { Database } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import * as metrics from '../metrics.js';

export interface RefusedMessage {
  direction: 'in' | 'out';
  contract: string;
  reason: string;
  /** Paths and kinds of what was wrong, never values. */
  where: string;
  bytes: number;
}

/** Waiting to be written; whoever floods us with nonsense fills no memory, only a counter. */
const WAITING = 500;
/** Rows kept; the oldest go. */
const KEPT = 10_000;

/** Keeps aside that a message was refused and why. What it held is not kept: it may be what must not be anywhere. */
@Injectable()
export class Refused implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private waiting: (RefusedMessage & { at: number })[] = [];
  private timer?: NodeJS.Timeout;
  private readonly log = log('refused');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.flush(), 1000);
  }
  async beforeApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.flush();
  }

  keep(message: RefusedMessage): void {
    const { direction, contract, reason } = message;
    metrics.refused.inc({ direction, contract, reason });
    if (this.waiting.length < WAITING)
      this.waiting.push({ ...message, where: message.where.slice(0, 300), at: this.clock.now() });
  }

  private async flush(): Promise<void> {
    const batch = this.waiting;
    if (batch.length === 0) return;
    this.waiting = [];
    this.log.warn({ refused: batch.length, first: batch[0] }, 'messages refused at the crossing');
    try {
      await this.db.query(
        `insert into refused (place, direction, contract, reason, issues, bytes, at)
         select $1, r.direction, r.contract, r.reason, r."where", r.bytes, to_timestamp(r.at / 1000.0)
         from jsonb_to_recordset($2::jsonb) as r(direction text, contract text, reason text, "where" text, bytes int, at bigint)`,
        [this.config.place, JSON.stringify(batch)],
      );
      await this.db.query('delete from refused where id <= (select max(id) from refused) - $1', [KEPT]);
    } catch (error) {
      this.log.warn(describeError(error), 'refused messages counted but not kept');
    }
  }
}
