import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { CONFIG } from '#common/config/config.js';
import { sessionEnded } from '#common/contracts/directory.js';
import { edgeAttach, edgeBeat, edgeCommand, edgeLost, edgeSnapshot } from '#common/contracts/edge.js';
import { deskChange, writerStarted } from '#common/contracts/routing.js';
import { Database } from '#common/db/database.js';
import { Lease } from '#common/lease/lease.js';
import { Lifecycle } from '#common/lifecycle.js';
import type { Config } from './config.js';
import { Attach } from './desk/attach.js';
import { Beats } from './desk/beats.js';
import { Changes } from './desk/changes.js';
import { Command } from './desk/command.js';
import { Lost } from './desk/lost.js';
import { EdgeBus } from './edge/edge.bus.js';
import { KeyedQueue } from './edge/keyed.queue.js';
import { active } from './metrics.js';
import { AttachedDesktops } from './sessions/attached.js';
import { DirectoryCache } from './sessions/directory.cache.js';

/** Requests of one desktop that may wait here; more are dropped, and the gateway asks again. */
const WAITING = 64;

/** One process crosses for a place; others stand by. Gaining the lease opens both sides, losing it closes them. */
@Injectable()
export class CrossingService implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly lease: Lease;
  private readonly inward = new KeyedQueue(WAITING);
  private stops: (() => void)[] = [];

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly bus: Bus,
    private readonly edge: EdgeBus,
    private readonly lifecycle: Lifecycle,
    private readonly attached: AttachedDesktops,
    private readonly directory: DirectoryCache,
    private readonly attach: Attach,
    private readonly command: Command,
    private readonly lost: Lost,
    private readonly changes: Changes,
    private readonly beats: Beats,
    db: Database,
  ) {
    this.lease = new Lease(db, {
      name: `crossing-${config.place}`,
      holder: `${config.place}-${config.instance}`,
      ttlMs: config.leaseMs,
    });
    this.lease.onGained(() => this.open());
    this.lease.onLost(() => this.close());
  }

  onApplicationBootstrap(): void {
    void this.lifecycle.schema.then(() => this.lease.start());
    this.edge.onReconnect(() => this.isOpen && this.beats.resync('edge-bus-back'));
    this.bus.connection.onReconnect(() => this.isOpen && this.beats.resync('site-bus-back'));
  }

  async beforeApplicationShutdown(): Promise<void> {
    await this.lease.stop();
    this.close();
  }

  private get isOpen(): boolean {
    return this.stops.length > 0;
  }

  private open(): void {
    if (this.isOpen) return;
    active.set(1);
    this.edge.start();
    const inOrder = <T>(session: string, work: () => Promise<T>) => this.inward.run(session, work);
    this.edge.serve(
      edgeAttach,
      async (r) => (await inOrder(r.session, () => this.attach.attach(r))) ?? { code: 'EDGE.TOO_MANY' },
      (code) => ({ code }),
    );
    this.edge.serve(
      edgeSnapshot,
      async (r) => (await inOrder(r.session, () => this.attach.snapshot(r))) ?? { code: 'EDGE.TOO_MANY' },
      (code) => ({ code }),
    );
    this.edge.serve(
      edgeCommand,
      async (c) =>
        (await inOrder(c.session, () => this.command.run(c))) ?? { id: c.id, ok: false, code: 'EDGE.TOO_MANY' },
      () => undefined,
    );
    this.edge.serve(
      edgeLost,
      async (r) => (await inOrder(r.session, async () => this.lost.take(r))) ?? { ok: false },
      () => ({ ok: false }),
    );
    this.edge.hear(edgeBeat, (beat) => this.beats.take(beat));
    this.stops = [
      this.bus.subscribe(deskChange, (change) => this.changes.take(change), this.config.place),
      this.bus.subscribe(writerStarted, () => this.beats.resync('routing-started')),
      this.bus.subscribe(sessionEnded, ({ session }) => {
        this.directory.forget(session);
        this.attached.detach(session);
      }),
    ];
    this.beats.start();
    this.beats.resync('crossing-started');
  }

  private close(): void {
    if (!this.isOpen) return;
    active.set(0);
    this.beats.stop();
    for (const stop of this.stops.splice(0)) stop();
    this.edge.stop();
    this.attached.clear();
  }
}
