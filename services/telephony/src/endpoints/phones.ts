import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import type { AriClient } from '../ari/index.js';
import type { Config } from '../config.js';
import { Nodes } from '../nodes/nodes.js';
import { Tenant } from '../tenant/tenant.js';
import { agentEndpoint, agentOf } from './names.js';
import { browserPhone, deskPhone, type EndpointObjects } from './objects.js';
import { push, remove } from './push.js';
import { PhoneSessions } from './sessions.js';

/** Agents' phones as Asterisk's endpoints: what each is, and on which nodes it stands. */
@Injectable()
export class Phones {
  /** node → endpoint → the objects that were pushed there, as text. */
  private readonly pushed = new Map<string, Map<string, string>>();
  private readonly online = new Map<string, Set<string>>();

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly tenant: Tenant,
    private readonly nodes: Nodes,
    private readonly sessions: PhoneSessions,
  ) {}

  /** The endpoint by which this agent can be rung on this node, pushed if need be; undefined: she has no phone. */
  async endpointOn(agentId: string, node: string): Promise<string | undefined> {
    const objects = this.objectsOf(agentId);
    if (!objects) return undefined;
    const name = agentEndpoint(agentId);
    if (this.pushed.get(node)?.get(name) !== JSON.stringify(objects)) await this.put(node, name, objects);
    return name;
  }

  /** Pushes every phone there is to a node that has just started or returned. */
  async pushAll(node: string): Promise<void> {
    this.pushed.delete(node);
    const agents = new Set([
      ...this.tenant.agents.filter((a) => a.phoneUri).map((a) => a.id),
      ...this.sessions.agents(),
    ]);
    for (const agentId of agents) await this.endpointOn(agentId, node);
  }

  async pushAgent(agentId: string): Promise<void> {
    await Promise.all(
      this.nodes
        .all()
        .filter(({ ari }) => ari.connected)
        .map(({ id }) => this.endpointOn(agentId, id)),
    );
  }

  /** Takes an agent's phone from every node that can be asked; from the others when they are back. A desk phone stays. */
  async removeAgent(agentId: string): Promise<void> {
    const nodes = this.nodes.all().filter(({ ari }) => ari.connected);
    await Promise.all(nodes.map(({ id }) => this.removeFrom(id, agentId)));
  }

  /** Of the endpoints that stand on a node: takes away agents' phones whose sign-in ended while the node could not be asked. */
  async tidy(node: string, endpoints: readonly string[]): Promise<void> {
    // Whose desk phone it might be is not known yet.
    if (!this.tenant.known) return;
    for (const name of endpoints) {
      const agentId = agentOf(name);
      if (agentId) await this.removeFrom(node, agentId);
    }
  }

  setOnline(node: string, agentId: string, online: boolean): void {
    const there = this.online.get(node) ?? new Set();
    this.online.set(node, there);
    if (online) there.add(agentId);
    else there.delete(agentId);
  }
  reachableOn(agentId: string, node: string): boolean {
    return Boolean(this.tenant.agent(agentId)?.phoneUri) || (this.online.get(node)?.has(agentId) ?? false);
  }
  reachable(agentId: string): boolean {
    return this.nodes.all().some(({ id }) => this.reachableOn(agentId, id));
  }
  /** Every agent with a phone, and whether some node can ring it. */
  all(): { agentId: string; reachable: boolean }[] {
    return this.tenant.agents.map(({ id }) => ({ agentId: id, reachable: this.reachable(id) }));
  }

  private async removeFrom(node: string, agentId: string): Promise<void> {
    if (this.objectsOf(agentId)) return;
    const name = agentEndpoint(agentId);
    this.pushed.get(node)?.delete(name);
    await remove(this.clientOf(node), name);
  }

  private objectsOf(agentId: string): EndpointObjects | undefined {
    const uri = this.tenant.agent(agentId)?.phoneUri;
    if (uri) return deskPhone(agentEndpoint(agentId), uri);
    const session = this.sessions.of(agentId);
    return session && browserPhone(agentEndpoint(agentId), session.digest, this.config.rtpTimeout);
  }

  /** The connection that told of phones may stand before the one for calls does. */
  private clientOf(node: string): AriClient {
    const { ari, phones } = this.nodes.get(node);
    return phones.connected ? phones : ari;
  }

  private async put(node: string, name: string, objects: EndpointObjects): Promise<void> {
    await push(this.clientOf(node), name, objects);
    const there = this.pushed.get(node) ?? new Map<string, string>();
    this.pushed.set(node, there.set(name, JSON.stringify(objects)));
  }
}
