import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { nodesChanged } from '#common/contracts/telephony.js';
import { Health } from '#common/health/health.js';
import { log } from '#common/log/log.js';
import { Calls } from '../calls/calls.js';
import { CALL_EVENTS, CallEvents } from '../calls/events.js';
import { Journal } from '../calls/journal.js';
import type { Config } from '../config.js';
import { HealNode } from './heal.js';
import { type AsteriskNode, Nodes } from './nodes.js';
import { Resume } from './resume.js';

const AGAIN_MS = 15_000;
/** Between two connects, what is younger than this may be in the making, ms. */
const SETTLED_MS = 3_000;
/** Asterisk sends each event for nothing that nobody here listens for; the first of these carries its answers. */
const HEARD = ['RESTResponse', ...CALL_EVENTS];

/** Keeps every node connected and our picture of it true: at each connect, and now and then in between. */
@Injectable()
export class WatchNodes implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private readonly log = log('nodes');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly nodes: Nodes,
    private readonly events: CallEvents,
    private readonly heal: HealNode,
    private readonly resume: Resume,
    private readonly calls: Calls,
    private readonly journal: Journal,
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly health: Health,
  ) {}

  onApplicationBootstrap(): void {
    for (const call of this.journal.load()) if (this.nodes.has(call.node)) this.calls.add(call);
    for (const node of this.nodes.all()) {
      this.health.need(`asterisk-${node.id}`, () => (node.up ? 'up' : 'not connected'));
      this.events.listen(node);
      node.ari.onConnected(() => this.connected(node));
      node.ari.onDisconnected(() => this.lost(node));
      node.ari.start();
      for (const lane of node.lanes) lane.start();
    }
    this.timer = setInterval(() => void this.again(), AGAIN_MS);
  }

  onApplicationShutdown(): void {
    clearInterval(this.timer);
    for (const node of this.nodes.all()) for (const client of [...node.lanes, node.ari]) client.stop();
    this.journal.close();
  }

  private async connected(node: AsteriskNode): Promise<void> {
    const { applications, asterisk } = node.ari;
    await applications.filter(this.nodes.app, { filter: { allowed: HEARD.map((type) => ({ type })) } });
    const { maxCalls, maxCallsBySource } = this.config;
    await asterisk.setGlobalVar({ variable: 'MAX_CALLS', value: String(maxCalls) });
    await asterisk.setGlobalVar({ variable: 'MAX_CALLS_BY_SOURCE', value: String(maxCallsBySource) });
    await this.heal.run(node, 0);
    node.up = true;
    this.resume.node(node.id);
    this.tell();
  }

  /** Nothing is known of its calls now, so nothing is decided about them. */
  private lost(node: AsteriskNode): void {
    node.up = false;
    this.tell();
  }

  private async again(): Promise<void> {
    for (const node of this.nodes.all().filter(({ up }) => up)) {
      await this.heal
        .run(node, SETTLED_MS)
        .catch((error: Error) => this.log.warn({ node: node.id, error: error.message }, 'a node could not be read'));
    }
  }

  private tell(): void {
    this.bus.publish(nodesChanged, { at: this.clock.now(), nodes: this.nodes.states() });
  }
}
