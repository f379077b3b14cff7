import type { CallPhase } from '#common/contracts/words.js';

/**
 * What moves a call from phase to phase. `*` is every phase but `ended`. A pair that is not here is a fault of ours.
 * arriving: nothing was decided yet. greeting, menu, message: the flow speaks. queue: she waits in line. ringing: she
 * waits and a phone rings for her. talk: an agent or number has her. transfer: handed over, the next one rings. ended: over.
 */
const MOVES = [
  ['*', 'greets', 'greeting'],
  ['*', 'asks', 'menu'],
  ['*', 'tells', 'message'],
  ['*', 'queued', 'queue'],
  ['queue', 'offered', 'ringing'],
  ['arriving', 'offered', 'ringing'],
  ['ringing', 'rang-out', 'queue'],
  ['queue', 'answered', 'talk'],
  ['ringing', 'answered', 'talk'],
  ['arriving', 'answered', 'talk'],
  ['transfer', 'answered', 'talk'],
  ['talk', 'answered', 'talk'],
  ['talk', 'handed-over', 'transfer'],
  ['queue', 'handed-over', 'transfer'],
  ['transfer', 'taken-back', 'talk'],
  ['*', 'ended', 'ended'],
] as const satisfies readonly (readonly [CallPhase | '*', string, CallPhase])[];

export type CallEvent = (typeof MOVES)[number][1];

/** Where `event` leads from `from`; undefined when it may not happen there. */
export function leadsTo(from: CallPhase, event: CallEvent): CallPhase | undefined {
  if (from === 'ended') return undefined;
  return MOVES.find(([source, name]) => name === event && (source === from || source === '*'))?.[2];
}
