import { randomBytes } from 'node:crypto';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { SpillwayError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import type { Endpoint } from '../ari/index.js';
import type { Config } from '../config.js';
import { type AsteriskNode, Nodes } from '../nodes/nodes.js';
import { newCredentials } from './credentials.js';
import { visitorEndpoint } from './names.js';
import { visitorPhone } from './objects.js';
import { push, remove } from './push.js';

const SWEEP_MS = 15_000;
const isVisitor = (name: string): boolean => name.startsWith('visitor-');

export interface Visitor {
  readonly name: string;
  readonly password: string;
  readonly node: string;
  readonly expiresAt: number;
}

/** Visitors of the call-us page: an endpoint each for some minutes, on one node, which may dial entries and nothing else. */
@Injectable()
export class Visitors implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly open = new Map<string, { node: string; expiresAt: number; source?: string }>();
  private timer?: NodeJS.Timeout;
  private next = 0;
  private readonly log = log('visitors');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly nodes: Nodes,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.sweep(), SWEEP_MS);
  }
  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Visits that are open from one source: those that may still call, and those that are calling. */
  openFrom(source: string): number {
    return [...this.open.values()].filter((visit) => visit.source === source).length;
  }

  /** @param source where she comes from; undefined counts nowhere. */
  async admit(language: string, source?: string): Promise<Visitor> {
    const up = this.nodes.all().filter((node) => node.up);
    const node = up[this.next++ % Math.max(up.length, 1)];
    if (!node) throw away('No telephone node answers now.');
    if (this.open.size >= this.config.visitorsAtMost) throw away('Too many visitors are about to call.');
    const name = visitorEndpoint(randomBytes(12).toString('hex'));
    const { password, digest } = newCredentials(name);
    const expiresAt = this.clock.now() + this.config.visitorMinutes * 60_000;
    this.open.set(name, { node: node.id, expiresAt, ...(source ? { source } : {}) });
    await push(node.ari, name, visitorPhone(name, digest, language));
    return { name, password, node: node.id, expiresAt };
  }

  /** Removes those of a time before ours, but for the ones that are calling. */
  async tidy({ ari, id }: AsteriskNode, endpoints: readonly Endpoint[]): Promise<void> {
    const strangers = endpoints.filter((e) => isVisitor(e.resource) && !this.open.has(e.resource));
    for (const { resource } of strangers) this.open.set(resource, { node: id, expiresAt: 0 });
    const here = new Set(endpoints.map((e) => e.resource));
    for (const [name, { node }] of this.open) if (node === id && !here.has(name)) this.open.delete(name);
    if (ari.connected) await this.sweep();
  }

  private async sweep(): Promise<void> {
    const now = this.clock.now();
    for (const [name, { node, expiresAt }] of this.open) {
      const { ari, up } = this.nodes.get(node);
      if (expiresAt > now || !up) continue;
      try {
        const endpoint = await ari.endpoints.get('PJSIP', name).catch(() => undefined);
        // Her call goes on for as long as she likes; only new ones are not begun.
        if (endpoint?.channel_ids.length) continue;
        await remove(ari, name);
        this.open.delete(name);
      } catch (error) {
        this.log.warn({ node, error: (error as Error).message }, 'a visitor could not be removed yet');
      }
    }
  }
}

const away = (message: string) =>
  new SpillwayError('TELEPHONY.NOT_NOW', message, {
    blame: 'us',
    retryable: true,
    status: 503,
    level: 'warn',
    hint: 'Try again in a minute, or call by telephone.',
  });
