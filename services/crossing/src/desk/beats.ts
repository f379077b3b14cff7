import { Inject, Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import type { DataOf } from '#common/contracts/contract.js';
import { type edgeBeat, edgeHeartbeat, edgeResync } from '#common/contracts/edge.js';
import { deskBeat } from '#common/contracts/routing.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { EdgeBus } from '../edge/edge.bus.js';
import { resyncs } from '../metrics.js';
import { AttachedDesktops } from '../sessions/attached.js';
import { Lost } from './lost.js';

/** Desktops named in one message to routing. */
const CHUNK = 2000;
/** All gateways are called to attach again at most this often for sessions that nobody here knows, ms. */
const RESYNC_EVERY = 5000;

/** Who is alive: gateways’ beats in, the site’s heartbeat out, the living desktops to routing. */
@Injectable()
export class Beats {
  private timer: NodeJS.Timeout | undefined;
  private n = 0;
  private resyncedAt = 0;
  private readonly log = log('beats');

  constructor(
    private readonly bus: Bus,
    private readonly edge: EdgeBus,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly attached: AttachedDesktops,
    private readonly lost: Lost,
  ) {}

  start(): void {
    this.timer = setInterval(() => this.turn(), this.config.beatMs);
  }
  stop(): void {
    clearInterval(this.timer);
  }

  /** Calls all gateways to attach all their desktops again. */
  resync(reason: string): void {
    const at = this.clock.now();
    this.resyncedAt = at;
    this.attached.excuse(at);
    resyncs.inc({ reason });
    this.log.info({ reason }, 'gateways attach again');
    this.edge.publish(edgeResync, { at });
  }

  take(beat: DataOf<typeof edgeBeat>): void {
    if (beat.place !== this.config.place) return;
    const now = this.clock.now();
    const unknown = this.attached.seen(beat.gateway, beat.sessions, now);
    // Level, not edge: a desktop whose attach was lost on the way is found by its gateway’s next beat.
    if (unknown > 0 && now - this.resyncedAt > RESYNC_EVERY) this.resync('unknown-desktops');
  }

  turn(): void {
    const now = this.clock.now();
    if (!this.bus.connection.connected) return;
    this.edge.publish(edgeHeartbeat, { at: now, n: ++this.n });
    // While the place’s bus is away nothing is heard of anybody: unknown is not lost. Routing has its own time limit.
    if (!this.edge.connected) return;
    for (const desktop of this.attached.silentSince(now - this.config.lostMs))
      void this.lost.tell(desktop, 'no gateway names it');
    const alive = [...this.attached.all()];
    // Also when nobody is here: a place that says nothing at all would count as silent.
    for (let i = 0; i === 0 || i < alive.length; i += CHUNK) {
      const sessions = alive
        .slice(i, i + CHUNK)
        .map(({ tenant, session, agentId, epoch }) => ({ tenant, session, agentId, epoch }));
      this.bus.publish(deskBeat, { tenant: this.config.tenant, place: this.config.place, sessions });
    }
  }
}
