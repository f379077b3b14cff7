import type { LegOutcome } from '#common/contracts/words.js';

/** How a channel went down: the Q.850 cause that Asterisk gives, and the SIP status where the far end gave one. */
export interface Ending {
  readonly cause?: number | undefined;
  readonly sip?: number | undefined;
}

const REJECTED_SIP = new Set([403, 433, 603, 607, 608]);
const BUSY_SIP = new Set([486, 600]);
const NO_ANSWER_SIP = new Set([480, 487]);
/** Q.850: 16 normal clearing, 17 user busy, 18 and 19 no answer, 21 rejected. */
const [NORMAL, BUSY, NO_RESPONSE, NO_ANSWER, REJECTED] = [16, 17, 18, 19, 21];

/** What became of a leg that was never answered. RFC 3261 section 21, ITU-T Q.850. */
export function unanswered({ cause, sip }: Ending): LegOutcome {
  if (sip !== undefined && sip >= 300) {
    if (REJECTED_SIP.has(sip)) return 'rejected';
    if (BUSY_SIP.has(sip)) return 'busy';
    if (NO_ANSWER_SIP.has(sip)) return 'no-answer';
    return 'unreachable';
  }
  if (cause === REJECTED) return 'rejected';
  if (cause === BUSY) return 'busy';
  if (cause === NO_ANSWER || cause === NORMAL) return 'no-answer';
  if (cause === NO_RESPONSE) return 'unreachable';
  return 'unreachable';
}

/** A leg that was up and went: `ended` when its end was said (BYE), `lost` when it vanished (no audio, no answer to SIP). */
export const wentDown = ({ cause }: Ending): 'ended' | 'lost' =>
  cause === NORMAL || cause === BUSY ? 'ended' : 'lost';
