import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { DiscoveryService } from '@nestjs/core';
import { Bus } from '../bus/bus.js';
import type { BusConnection } from '../bus/connection.js';
import { HybridClock } from '../clock/hlc.js';
import { CONFIG } from '../config/config.js';
import type { Envelope } from '../contracts/ledger.js';
import { Database, type Tx } from '../db/database.js';
import { Lease } from '../lease/lease.js';
import { Lifecycle } from '../lifecycle.js';
import { withInteraction } from '../log/context.js';
import { SITE_CONNECTION } from '../tokens.js';
import { LedgerConsumer } from './consumer.js';
import { Ledger } from './ledger.js';
import { type FactHandler, factHandlers } from './on-fact.js';
import { Relay } from './relay.js';

export const LEDGER_OWNER = Symbol('ledger owner');
type Take = (facts: Envelope | Envelope[], tx: Tx) => Promise<void>;
type Handler = FactHandler & { readonly take: Take };

/** Starts the relay of the own ledger, and the consumer when some provider has @OnFact or @OnFacts methods; stops both. */
@Injectable()
export class LedgerRunner implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly lease: Lease;
  private readonly relay: Relay;
  private consumer?: LedgerConsumer;

  constructor(
    @Inject(LEDGER_OWNER) private readonly service: string,
    @Inject(CONFIG) config: { instance?: string },
    @Inject(SITE_CONNECTION) connection: BusConnection,
    private readonly db: Database,
    private readonly bus: Bus,
    private readonly clock: HybridClock,
    ledger: Ledger,
    private readonly discovery: DiscoveryService,
    private readonly lifecycle: Lifecycle,
  ) {
    this.lease = new Lease(db, { name: 'relay', holder: `${service}-${config.instance ?? '0'}` });
    this.relay = new Relay(service, db, connection, this.lease, ledger);
  }

  onApplicationBootstrap(): void {
    const handlers = this.handlers();
    const types = [...new Set(handlers.flatMap((h) => h.types))];
    if (types.length > 0)
      this.consumer = new LedgerConsumer(this.service, types, this.db, this.bus, this.clock, (facts, tx) =>
        give(handlers, facts, tx),
      );
    void this.lifecycle.schema.then(() => {
      this.lease.start();
      this.relay.start();
      this.consumer?.start();
    });
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.consumer?.stop();
    this.relay.stop();
    await this.lease.stop();
  }

  private handlers(): Handler[] {
    const found: Handler[] = [];
    for (const { instance } of [...this.discovery.getProviders(), ...this.discovery.getControllers()]) {
      if (!instance || typeof instance !== 'object') continue;
      for (const handler of factHandlers(instance))
        found.push({ ...handler, take: (instance as Record<string | symbol, Take>)[handler.method]!.bind(instance) });
    }
    return found;
  }
}

async function give(handlers: readonly Handler[], facts: Envelope[], tx: Tx): Promise<void> {
  for (const { types, together, take } of handlers) {
    const wanted = facts.filter((e) => types.includes(e.type));
    if (wanted.length === 0) continue;
    if (together) await take(wanted, tx);
    else for (const e of wanted) await withInteraction(e.interactionId ?? undefined, () => take(e, tx));
  }
}
