import type { ReplyOf } from '#common/contracts/contract.js';
import type * as contracts from '#common/contracts/routing.js';
import { type Estimate, unknownWait } from './estimate.port.js';
import { position } from './line.js';
import { presentAgents } from './present.js';
import type { State } from './state.js';

/** Where a caller stands, and what is known of how long it still takes. Of no caller in line, nothing. */
export function standingOf(
  s: State,
  interactionId: string,
  now: number,
  estimate: Estimate = unknownWait,
): ReplyOf<typeof contracts.standing> {
  const i = s.interactions.get(interactionId);
  if (i?.stage !== 'waiting' || i.queueId === null) return { waiting: false };
  const at = position(s, i, now);
  const wait = estimate(s, i, now);
  return {
    waiting: true,
    queueId: i.queueId,
    position: at,
    ahead: at - 1,
    present: presentAgents(s, i.queueId),
    ...(wait ? { estimate: { p50: Math.round(wait.p50), p90: Math.round(wait.p90) } } : {}),
  };
}
