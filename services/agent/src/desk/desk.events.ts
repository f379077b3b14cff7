import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { type DeskDelta, edgeDelta, edgeHeartbeat, edgeResync } from '#common/contracts/edge.js';
import { log } from '#common/log/log.js';
import { EDGE_BUS } from '#common/tokens.js';
import { AttachService } from './attach.service.js';
import { Desks } from './desks.js';
import { GATEWAY } from './gateway.id.js';

/** What the site says: changes for one desktop, its heartbeat for all, and that all must attach again. */
@Injectable()
export class DeskEvents implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly stops: (() => void)[] = [];
  private readonly log = log('desk');

  constructor(
    @Inject(EDGE_BUS) private readonly bus: Bus,
    private readonly desks: Desks,
    private readonly attaching: AttachService,
  ) {}

  onApplicationBootstrap(): void {
    this.stops.push(
      this.bus.subscribe(edgeDelta, (delta) => this.delta(delta), GATEWAY),
      this.bus.subscribe(edgeHeartbeat, ({ at, n }) => {
        const text = JSON.stringify({ t: 'heartbeat', at, n });
        for (const desk of this.desks.all()) desk.write(text, 'heartbeat');
      }),
      this.bus.subscribe(edgeResync, () => this.attachAll('the site asks')),
    );
    this.bus.connection.onReconnect(() => this.attachAll('the bus is back'));
  }

  beforeApplicationShutdown(): void {
    for (const stop of this.stops.reverse()) stop();
  }

  private delta(delta: DeskDelta): void {
    const desk = this.desks.get(delta.session);
    if (desk?.delta(delta) === 'gap') void this.attaching.refresh(desk, 'gap');
  }

  private attachAll(why: string): void {
    if (this.desks.size === 0) return;
    this.log.info({ desktops: this.desks.size, why }, 'attaching all desktops again');
    for (const desk of this.desks.all()) void this.attaching.attach(desk);
  }
}
