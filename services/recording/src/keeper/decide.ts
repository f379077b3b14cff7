import { isOpen, type Segment } from '../segment/segment.js';
import type { SeenChannel } from './observe.js';

const UUID = '[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}';
/** A leg to an agent or number: its reservation's id, with `.r<n>` when a new channel joined for a lost one. */
const LEG = new RegExp(`^(${UUID})(?:\\.r\\d+)?$`);
const BRIDGE = new RegExp(`^br-(${UUID})$`);

/** A caller and a leg in one bridge, found in Asterisk rather than told of. */
export interface FoundTalk {
  readonly interactionId: string;
  readonly reservationId: string;
  readonly channel: string;
}

export interface Decision {
  /** Segments whose caller or agent has no channel any more: their files are complete. */
  readonly over: Segment[];
  /** Talks that nobody told us of and that are not recorded. */
  readonly untold: FoundTalk[];
  /** Begun, but no answer ever came: whether a MixMonitor runs is for their files to tell. */
  readonly unsure: Segment[];
}

/**
 * What follows from the channels of one node as they were at `at`, ms. Segments younger than the look say nothing.
 * `dealtWith`: keys of talks that had their segment already, whatever became of it.
 */
export function decide(
  segments: readonly Segment[],
  channels: readonly SeenChannel[],
  at: number,
  dealtWith: ReadonlySet<string> = new Set(),
): Decision {
  const alive = new Set(channels.map(({ channel }) => channel));
  const legs = new Set(channels.map(({ channel }) => LEG.exec(channel)?.[1]));
  const known = segments.filter((segment) => isOpen(segment) && segment.startedAt < at);
  const over = known.filter((segment) => !alive.has(segment.channel) || !legs.has(segment.reservationId));
  const taken = new Set(segments.map(keyOf));
  return {
    over,
    untold: talksIn(channels).filter((talk) => !taken.has(keyOf(talk)) && !dealtWith.has(keyOf(talk))),
    unsure: known.filter((segment) => segment.state === 'starting' && !over.includes(segment)),
  };
}

/** One talk, by caller's channel and reservation. */
export const keyOf = ({ channel, reservationId }: Pick<FoundTalk, 'channel' | 'reservationId'>) =>
  `${channel} ${reservationId}`;

/** The talks there are: a caller and a leg in one bridge of ours. */
function talksIn(channels: readonly SeenChannel[]): FoundTalk[] {
  const talks: FoundTalk[] = [];
  for (const [bridge, members] of Map.groupBy(channels, (each) => each.bridge)) {
    const interactionId = BRIDGE.exec(bridge)?.[1];
    const leg = members.find(({ channel }) => LEG.test(channel));
    const caller = members.find(({ channel }) => !LEG.test(channel));
    const reservationId = leg && LEG.exec(leg.channel)?.[1];
    if (interactionId && reservationId && caller) talks.push({ interactionId, reservationId, channel: caller.channel });
  }
  return talks;
}
