import type { Bridge, Channel } from '../ari/index.js';
import type { AsteriskNode } from './nodes.js';

/** What is true on one Asterisk node. `at` is when asking began, ms: what came later is not in it. */
export interface World {
  readonly at: number;
  readonly bootedAt: number;
  readonly channels: ReadonlyMap<string, Channel>;
  readonly bridges: readonly Bridge[];
}

/** Asks a node for everything. Rejects with an AriError when it cannot be asked: unknown is not gone. */
export async function observe({ ari }: AsteriskNode, now: () => number): Promise<World> {
  const at = now();
  const [info, channels, bridges] = await Promise.all([
    ari.asterisk.getInfo({ only: 'status' }),
    ari.channels.list(),
    ari.bridges.list(),
  ]);
  const bootedAt = Date.parse(info.status?.startup_time ?? '');
  return { at, bootedAt, channels: new Map(channels.map((channel) => [channel.id, channel])), bridges };
}
