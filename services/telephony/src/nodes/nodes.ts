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
  /** By these go the requests of calls, each call by one of them. */
  readonly lanes: readonly AriClient[];
  up: boolean;
  bootedAt: number | null;
}

/**
 * Asterisk carries out the requests of one connection one after the other, and some wait for the channel’s own thread: by one
 * connection alone a busy machine would make every call wait for every other. Within a call the order holds.
 */
const LANES = 8;
const LANE_HEARTBEAT_MS = 5_000;

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
  /** The client by which a call’s requests go to the node on which it lives. */
  ari({ node, interactionId }: { node: string; interactionId: string }): AriClient {
    const { ari, lanes } = this.get(node);
    const lane = lanes[Number.parseInt(interactionId.slice(0, 8), 16) % lanes.length];
    return ari.connected && lane?.connected ? lane : ari;
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
    lanes: Array.from(
      { length: LANES },
      (_, i) => new AriClient({ ...options, app: `${app}-lane-${i}`, heartbeatMs: LANE_HEARTBEAT_MS }),
    ),
    up: false,
    bootedAt: null,
  };
}
