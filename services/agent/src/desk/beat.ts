import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { edgeBeat } from '#common/contracts/edge.js';
import { EDGE_BUS } from '#common/tokens.js';
import type { Config } from '../config.js';
import { AttachService } from './attach.service.js';
import { Desks } from './desks.js';
import { GATEWAY } from './gateway.id.js';

/** Browsers let a page that has been hidden for minutes run its timers once a minute; silent for longer means hung. ms */
const HIDDEN = 90_000;
/** Sessions named in one beat, so that it stays far below the bus’s largest message. */
const CHUNK = 5000;

/** Every beat: names the desktops that are here, cuts those whose network or browser has gone silent, and gives those that read again what they missed. */
@Injectable()
export class Beat implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    @Inject(EDGE_BUS) private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly desks: Desks,
    private readonly attaching: AttachService,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.turn(), this.config.beatMs);
  }
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  turn(): void {
    const now = this.clock.now();
    for (const desk of this.desks.all()) {
      if (desk.pongAt < now - this.config.beatMs * 3.25 || desk.heardAt < now - HIDDEN) desk.cut();
      else desk.ping();
      if (desk.stalled && desk.drained) void this.attaching.refresh(desk, 'stalled');
    }
    const sessions = this.desks.attachedSessions();
    for (let i = 0; i < sessions.length; i += CHUNK)
      this.bus.publish(edgeBeat, {
        gateway: GATEWAY,
        place: this.config.place,
        sessions: sessions.slice(i, i + CHUNK),
      });
  }
}
