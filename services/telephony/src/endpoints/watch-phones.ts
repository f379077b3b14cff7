import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { signInEnded } from '#common/contracts/directory.js';
import { phoneChanged } from '#common/contracts/telephony.js';
import { log } from '#common/log/log.js';
import type { EventOf } from '../ari/index.js';
import { Deserted } from '../legs/deserted.js';
import { type AsteriskNode, Nodes } from '../nodes/nodes.js';
import { Tenant } from '../tenant/tenant.js';
import { agentOf } from './names.js';
import { Phones } from './phones.js';
import { PhoneSessions } from './sessions.js';
import { Visitors } from './visitors.js';

/** Answers to our own requests come as events too: without their type, Asterisk never answers again. */
const HEARD = ['RESTResponse', 'ContactStatusChange'];

/** Keeps agents' phones pushed to every node, and tells which of them can be rung. */
@Injectable()
export class WatchPhones implements OnApplicationBootstrap, OnApplicationShutdown {
  /** node/agent → user part of the newest contact; a page makes a new one each time it is loaded. */
  private readonly contacts = new Map<string, string>();
  private stop?: () => void;
  private readonly log = log('phones');

  constructor(
    private readonly nodes: Nodes,
    private readonly tenant: Tenant,
    private readonly phones: Phones,
    private readonly sessions: PhoneSessions,
    private readonly visitors: Visitors,
    private readonly deserted: Deserted,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    for (const node of this.nodes.all()) {
      node.phones.on('ContactStatusChange', (event) => this.contact(node, event));
      node.phones.onConnected(() => this.connected(node));
      node.phones.start();
    }
    this.tenant.onChanged(() => void this.pushEverywhere());
    this.stop = this.bus.subscribe(signInEnded, ({ agentId, signIn }) => this.signedOut(agentId, signIn));
  }
  onApplicationShutdown(): void {
    this.stop?.();
    for (const node of this.nodes.all()) node.phones.stop();
  }

  private async connected(node: AsteriskNode): Promise<void> {
    const { app } = node.phones.options;
    await node.phones.applications.filter(app, { filter: { allowed: HEARD.map((type) => ({ type })) } });
    await node.phones.applications.subscribe(app, { eventSource: 'endpoint:PJSIP' });
    const endpoints = await node.phones.endpoints.listByTech('PJSIP');
    const online = new Set(endpoints.filter((e) => e.state === 'online').map((e) => agentOf(e.resource)));
    for (const { id } of this.tenant.agents) this.setOnline(node.id, id, online.has(id));
    await this.phones.tidy(
      node.id,
      endpoints.map((e) => e.resource),
    );
    await this.phones.pushAll(node.id);
    await this.visitors.tidy(node, endpoints);
  }

  /** Her phone registers no more and dials nothing; a call that she is in goes on. */
  private async signedOut(agentId: string, signIn: string): Promise<void> {
    if (!(await this.sessions.end(agentId, signIn))) return;
    await this.phones.removeAgent(agentId);
    for (const node of this.nodes.all()) this.setOnline(node.id, agentId, false);
  }

  private async pushEverywhere(): Promise<void> {
    for (const node of this.nodes.all().filter(({ phones }) => phones.connected)) {
      await this.phones
        .pushAll(node.id)
        .catch((error: Error) => this.log.warn({ node: node.id, error: error.message }, 'phones not pushed'));
    }
  }

  private contact(node: AsteriskNode, { endpoint, contact_info: contact }: EventOf<'ContactStatusChange'>): void {
    const agentId = agentOf(endpoint.resource);
    if (!agentId) return;
    const key = `${node.id}/${agentId}`;
    const user = /^sips?:([^@;]+)@/.exec(contact.uri)?.[1] ?? contact.uri;
    const before = this.contacts.get(key);
    if (contact.contact_status === 'Removed' || contact.contact_status === 'Unreachable') {
      // The old contact of a page that has already registered anew says nothing about the new one.
      if (before !== undefined && before !== user) return;
      this.contacts.delete(key);
      this.setOnline(node.id, agentId, false);
      void this.deserted.perhaps(node.id, agentId);
      return;
    }
    this.contacts.set(key, user);
    const newPage = before !== undefined && before !== user;
    this.deserted.returned(node.id, agentId, newPage);
    this.setOnline(node.id, agentId, true, newPage);
  }

  /** @param tell also when nothing has changed: another page of hers is there now. */
  private setOnline(node: string, agentId: string, online: boolean, tell = false): void {
    const before = this.phones.reachable(agentId);
    this.phones.setOnline(node, agentId, online);
    const reachable = this.phones.reachable(agentId);
    if (reachable === before && !tell) return;
    this.log.info(`agent=${agentId} phone ${reachable ? 'reachable' : 'gone'}`);
    this.bus.publish(phoneChanged, { tenant: this.tenant.id, agentId, reachable, at: this.clock.now() });
  }
}
