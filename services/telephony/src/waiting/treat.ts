import { Injectable } from '@nestjs/common';
import type { RequestOf } from '#common/contracts/contract.js';
import type { treat } from '#common/contracts/telephony.js';
import type { OverflowCause } from '#common/contracts/words.js';
import type { Call } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Music } from '../calls/music.js';
import { type Done, no, ok } from '../legs/done.js';
import { SendAway } from './send-away.js';

type Request = RequestOf<typeof treat>;

/** What she is told when the rule names no prompt of its own. */
const SAID: Record<'message' | 'hangup', Record<OverflowCause, string>> = {
  message: {
    waited: 'waiting',
    estimate: 'waiting',
    length: 'waiting',
    nobody: 'nobody-here',
    closed: 'closed',
  },
  hangup: {
    waited: 'call-again',
    estimate: 'call-again',
    length: 'all-busy',
    nobody: 'call-again',
    closed: 'closed',
  },
};

/** A rule of overflow concerns a caller herself. What comes again, or is older than what was done, is done already. */
@Injectable()
export class Treat {
  private offer: (call: Call) => void = () => {};

  constructor(
    private readonly calls: Calls,
    private readonly music: Music,
    private readonly sending: SendAway,
  ) {}

  /** How a callback is offered to her at once. */
  onOffer(offer: (call: Call) => void): void {
    this.offer = offer;
  }

  do({ interactionId, to, cause, prompt, at }: Request): Done {
    const call = this.calls.get(interactionId);
    if (!call) return no('CALL_GONE');
    if (to === 'hangup')
      this.sending.begin(call, prompt ?? SAID.hangup[cause], cause === 'closed' ? 'closed' : 'not-served');
    else if (at > (call.treatedAt ?? 0)) this.tell(call, to, prompt ?? SAID.message[cause]);
    call.treatedAt = Math.max(at, call.treatedAt ?? 0);
    this.calls.save(call);
    return ok;
  }

  private tell(call: Call, to: 'message' | 'callback', prompt: string): void {
    // Somebody has her, or her phone rings for her: there is nothing to console her for.
    if (call.phase !== 'queue') return;
    if (to === 'callback') this.offer(call);
    else this.music.after(call, prompt);
  }
}
