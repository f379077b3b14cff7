import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { recordingFacts } from '#common/contracts/recording.js';
import { Database, type Tx } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { factIdOf } from '#common/ids/ids.js';
import { Ledger } from '#common/ledger/ledger.js';
import { Lifecycle } from '#common/lifecycle.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { Policies } from '../keeper/policies.js';
import { missing } from '../metrics.js';

const EVERY_MS = 15_000;
/** A segment of a talk that ended so long ago is in PostgreSQL or never was. */
const AFTER_MS = 60_000;

interface Talk {
  reservation_id: string;
  interaction_id: string;
  agent_id: string | null;
  queue_id: string | null;
  node: string | null;
  from_at: number;
  to_at: number;
}

/** Names each talk that telephony's facts tell of and no keeper saw: it came and went while recording was away. */
@Injectable()
export class Absence implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private readonly log = log('absence');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
    private readonly ledger: Ledger,
    private readonly policies: Policies,
    private readonly clock: Clock,
    private readonly lifecycle: Lifecycle,
  ) {}

  onApplicationBootstrap(): void {
    void this.lifecycle.schema.then(() => {
      this.timer = setInterval(() => void this.look(), EVERY_MS).unref();
    });
  }
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async look(): Promise<void> {
    const { tenant } = this.config;
    try {
      await this.db.inTenant(tenant, async (tx) => {
        for (const talk of await this.unrecorded(tx)) {
          if (this.policies.of(tenant, talk.queue_id).record) await this.tell(tx, tenant, talk);
          await tx.query('update talk set looked_at = $2 where reservation_id = $1', [
            talk.reservation_id,
            this.clock.now(),
          ]);
        }
      });
    } catch (error) {
      this.log.warn(describeError(error), 'will look again');
    }
  }

  private async unrecorded(tx: Tx): Promise<Talk[]> {
    await tx.query(
      `update talk set looked_at = $1 where looked_at is null and to_at < $2
       and exists (select 1 from recording r where r.reservation_id = talk.reservation_id)`,
      [this.clock.now(), this.clock.now() - AFTER_MS],
    );
    const { rows } = await tx.query<Talk>(
      'select * from talk where looked_at is null and to_at < $1 order by to_at limit 200',
      [this.clock.now() - AFTER_MS],
    );
    return rows;
  }

  /** The talk's own id stands for the recording that never was, so that it is named once. */
  private async tell(tx: Tx, tenant: string, talk: Talk): Promise<void> {
    const id = factIdOf(talk.reservation_id, 'never-recorded');
    const policy = this.policies.of(tenant, talk.queue_id);
    await tx.query(
      `insert into recording (tenant, id, interaction_id, reservation_id, agent_id, queue_id, node, channel, state, missing, reason,
         started_at, ended_at, delete_at)
       values ($1, $2, $3, $4, $5, $6, '', '', 'missing', 'keeper-away', $7, $8, $9, $10) on conflict do nothing`,
      [
        tenant,
        id,
        talk.interaction_id,
        talk.reservation_id,
        talk.agent_id,
        talk.queue_id,
        policy.reason,
        talk.from_at,
        talk.to_at,
        talk.from_at + policy.retentionMs,
      ],
    );
    const facts = this.ledger.facts();
    const { reservation_id: reservationId, interaction_id: interactionId, to_at: at } = talk;
    facts.add(
      recordingFacts.missing,
      { about: id, interactionId, at, id: factIdOf(id, 'missing') },
      { recordingId: id, interactionId, reservationId, at, reason: 'keeper-away' },
    );
    await this.ledger.append(tx, tenant, facts);
    missing.inc({ reason: 'keeper-away' });
  }
}
