import type { Channel } from '../ari/index.js';
import { bridgeOf, type Call, isCalledByUs, isUp, type Leg, legsOf } from '../calls/call.js';
import type { World } from './observe.js';

export type Heal =
  /** The caller's channel is gone; `restarted`: with the Asterisk it was in. */
  | { do: 'end'; call: Call; restarted: boolean }
  /** She whom we called has answered, and nobody heard it. */
  | { do: 'customer-up'; call: Call }
  | { do: 'leg-gone'; call: Call; leg: Leg }
  | { do: 'leg-answered'; leg: Leg }
  /** Talk goes on but the two are not in one bridge. */
  | { do: 'join'; call: Call; leg: Leg }
  | { do: 'arrived'; channel: Channel; entry: string }
  | { do: 'hang-up'; channel: string }
  | { do: 'drop-bridge'; bridge: string };

/**
 * What has to be done so that our picture of a node and its truth are one again. Pure.
 * @param settledMs what is younger than this when the node is asked may be in the making.
 */
export function decide(world: World, calls: readonly Call[], app: string, settledMs: number): Heal[] {
  const known = new Set(calls.flatMap((call) => [call.channel, ...legsOf(call).map((leg) => leg.channel)]));
  const settled = (since: number) => since < world.at - settledMs;
  const strangers = [...world.channels.values()].filter(
    (channel) => !known.has(channel.id) && settled(Date.parse(channel.creationtime)),
  );
  return [
    ...calls.flatMap((call) => ofCall(world, call, settled)),
    ...strangers.flatMap((channel) => stranger(channel, app)),
    ...bridges(world, calls, settled),
  ];
}

function ofCall(world: World, call: Call, settled: (since: number) => boolean): Heal[] {
  const restarted = call.nodeBoot === null ? call.startedAt < world.bootedAt : call.nodeBoot !== world.bootedAt;
  if (restarted) return [{ do: 'end', call, restarted }];
  if (call.channel && settled(call.startedAt) && !world.channels.has(call.channel))
    return [{ do: 'end', call, restarted }];
  if (isReached(world, call)) return [{ do: 'customer-up', call }];
  return legsOf(call).flatMap((leg) => ofLeg(world, call, leg, settled(leg.since)));
}

const isReached = (world: World, call: Call): boolean =>
  call.direction === 'outbound' &&
  !call.customerUp &&
  call.phase === 'ringing' &&
  world.channels.get(call.channel ?? '')?.state === 'Up';

function ofLeg(world: World, call: Call, leg: Leg, settled: boolean): Heal[] {
  const channel = world.channels.get(leg.channel);
  if (leg.state === 'due' || (leg.state === 'lost' && !leg.rejoining)) return [];
  if (!channel) return settled ? [{ do: 'leg-gone', call, leg }] : [];
  if (!isUp(leg)) return channel.state === 'Up' ? [{ do: 'leg-answered', leg }] : [];
  const inside = world.bridges.find((bridge) => bridge.id === bridgeOf(call))?.channels ?? [];
  const apart =
    leg.state === 'talk' && call.channel && !(inside.includes(call.channel) && inside.includes(leg.channel));
  return apart && settled ? [{ do: 'join', call, leg }] : [];
}

function stranger(channel: Channel, app: string): Heal[] {
  const [name, what, entry] = channel.dialplan.app_data.split(',');
  if (channel.dialplan.app_name === 'Stasis' && name === app && what === 'in')
    return [{ do: 'arrived', channel, entry: entry ?? '' }];
  return isCalledByUs(channel.id) ? [{ do: 'hang-up', channel: channel.id }] : [];
}

function bridges(world: World, calls: readonly Call[], settled: (since: number) => boolean): Heal[] {
  const ours = new Set(
    calls.flatMap((call) => [bridgeOf(call), ...legsOf(call).map((leg) => `cb-${leg.reservationId}`)]),
  );
  return world.bridges
    .filter((bridge) => /^(br|cb)-/.test(bridge.id) && !ours.has(bridge.id) && settled(Date.parse(bridge.creationtime)))
    .map((bridge) => ({ do: 'drop-bridge', bridge: bridge.id }));
}
