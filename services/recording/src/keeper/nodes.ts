import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { Health } from '#common/health/health.js';
import { log } from '#common/log/log.js';
import { AmiClient } from '../ami/ami.client.js';
import type { TwoFiles } from '../ami/mixmonitor.js';
import type { Config, NodeConfig } from '../config.js';
import type { Segment } from '../segment/segment.js';

export interface RecordedNode {
  readonly id: string;
  readonly config: NodeConfig;
  /** Asks what there is, and hears first of a loss. */
  readonly ami: AmiClient;
  /** By these go the requests about channels, each channel by one of them. */
  readonly lanes: readonly AmiClient[];
  /** The one folder of this node in which recordings ever lie in plain. */
  readonly plainDir: string;
}

/**
 * Asterisk carries out the actions of one connection one after the other, and beginning to record opens files: by one
 * connection alone a busy machine makes every recording begin and end late. Within a channel the order holds.
 */
const LANES = 8;

/** The Asterisk nodes whose calls are recorded. */
@Injectable()
export class Nodes implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly byId: Map<string, RecordedNode>;

  constructor(@Inject(CONFIG) config: Config, health: Health) {
    this.byId = new Map(config.nodes.map((node) => [node.id, nodeOf(node)]));
    for (const { id, ami } of this.all())
      health.need(`asterisk-${id}`, () => (ami.connected ? 'up' : 'no AMI connection'));
  }

  all(): RecordedNode[] {
    return [...this.byId.values()];
  }
  get(id: string): RecordedNode | undefined {
    return this.byId.get(id);
  }

  onApplicationBootstrap(): void {
    for (const { plainDir, ami, lanes } of this.all()) {
      mkdirSync(plainDir, { recursive: true, mode: 0o700 });
      for (const client of [...lanes, ami]) client.start();
    }
  }

  beforeApplicationShutdown(): void {
    for (const { ami, lanes } of this.all()) for (const client of [ami, ...lanes]) client.stop();
  }
}

/** Where the two directions of a segment lie in plain. The names carry the id, so that a file alone says whose it is. */
export const filesOf = (node: RecordedNode, segment: Pick<Segment, 'id'>): TwoFiles => ({
  received: join(node.plainDir, `${segment.id}-rx.wav`),
  transmitted: join(node.plainDir, `${segment.id}-tx.wav`),
});

/** The connection for a channel's requests. */
export function amiFor({ ami, lanes }: Pick<RecordedNode, 'ami' | 'lanes'>, channel: string): AmiClient {
  const sum = [...channel].reduce((sum, letter) => sum + letter.charCodeAt(0), 0);
  const lane = lanes[sum % lanes.length];
  return lane?.connected ? lane : ami;
}

function nodeOf(config: NodeConfig): RecordedNode {
  const options = {
    node: config.id,
    host: config.amiHost,
    port: config.amiPort,
    user: config.amiUser,
    password: readFileSync(config.amiPasswordFile, 'utf8').trim(),
  };
  return {
    id: config.id,
    config,
    plainDir: join(config.spoolDir, 'spillway-live'),
    ami: new AmiClient({ ...options, log: log('ami') }),
    lanes: Array.from({ length: LANES }, () => new AmiClient(options)),
  };
}
