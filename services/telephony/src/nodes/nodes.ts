import { readFileSync } from 'node:fs';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { SpillwayError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { AriClient } from '../ari/index.js';
import type { Config, NodeConfig } from '../config.js';

/**
 * One Asterisk node. `up`: it answers and its truth has been read since. `bootedAt`: when this Asterisk process started,
 * ms; a call that began before is gone with the process it lived in.
 */
export interface AsteriskNode {
  readonly id: string;
  readonly config: NodeConfig;
  readonly ari: AriClient;
  /** A second application that hears of phones alone: subscribing to endpoints would double every channel event. */
  readonly phones: AriClient;
  up: boolean;
  bootedAt: number | null;
}

/** The Asterisk nodes this telephony serves. */
@Injectable()
export class Nodes {
  /** The name under which legs come back to this application. */
  readonly app: string;
  private readonly byId: Map<string, AsteriskNode>;

  constructor(@Inject(CONFIG) config: Config) {
    this.app = config.app;
    this.byId = new Map(config.nodes.map((node) => [node.id, open(node, config.app)]));
  }

  all(): AsteriskNode[] {
    return [...this.byId.values()];
  }
  get(id: string): AsteriskNode {
    const node = this.byId.get(id);
    if (node) return node;
    throw new SpillwayError('TELEPHONY.UNKNOWN_NODE', `There is no Asterisk node ${id} here.`, { blame: 'peer' });
  }
  has(id: string): boolean {
    return this.byId.has(id);
  }
  /** The client of the node on which a call lives. */
  ari(call: { node: string }): AriClient {
    return this.get(call.node).ari;
  }
  states(): { id: string; up: boolean }[] {
    return this.all().map(({ id, up }) => ({ id, up }));
  }
}

function open(config: NodeConfig, app: string): AsteriskNode {
  const options = {
    node: config.id,
    // The address is given with or without its last part.
    url: config.ariUrl.replace(/\/ari\/?$/, ''),
    user: config.ariUser,
    password: readFileSync(config.ariPasswordFile, 'utf8').trim(),
    log: log('ari'),
  };
  return {
    id: config.id,
    config,
    ari: new AriClient({ ...options, app }),
    phones: new AriClient({ ...options, app: `${app}-phones` }),
    up: false,
    bootedAt: null,
  };
}
