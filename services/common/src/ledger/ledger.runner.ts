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
import { SITE_CONNECTION } from '../tokens.js';
import { LedgerConsumer } from './consumer.js';
import { Ledger } from './ledger.js';
import { factHandlers } from './on-fact.js';
import { Relay } from './relay.js';

export const LEDGER_OWNER = Symbol('ledger owner');
type Handler = (e: Envelope, tx: Tx) => Promise<void>;

/** Starts the relay of the own ledger, and the consumer when some provider has @OnFact methods; stops both. */
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
    if (handlers.size > 0)
      this.consumer = new LedgerConsumer(
        this.service,
        [...handlers.keys()],
        this.db,
        this.bus,
        this.clock,
        async (e, tx) => {
          for (const handler of handlers.get(e.type) ?? []) await handler(e, tx);
        },
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

  private handlers(): Map<string, Handler[]> {
    const found = new Map<string, Handler[]>();
    for (const { instance } of [...this.discovery.getProviders(), ...this.discovery.getControllers()]) {
      if (!instance || typeof instance !== 'object') continue;
      for (const [contract, method] of factHandlers(instance)) {
        const call = (instance as Record<string | symbol, Handler>)[method]!.bind(instance);
        found.set(contract.type, [...(found.get(contract.type) ?? []), call]);
      }
    }
    return found;
  }
}
