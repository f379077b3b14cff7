import { Injectable } from '@nestjs/common';
import { legsOf } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Music } from '../calls/music.js';
import { Bridging } from './bridging.js';
import { type Done, no, ok } from './done.js';
import { Talk } from './talk.js';

type Reason = 'agent-lost' | 'transfer-failed' | 'transferred';

/** The caller waits in line again. Legs that are up stay until routing releases them; lost ones are given up. */
@Injectable()
export class Requeue {
  constructor(
    private readonly calls: Calls,
    private readonly talk: Talk,
    private readonly bridging: Bridging,
    private readonly music: Music,
  ) {}

  do({ interactionId, reason }: { interactionId: string; reason: Reason }): Done {
    const call = this.calls.get(interactionId);
    if (!call) return no('CALL_GONE');
    for (const leg of legsOf(call)) {
      this.talk.end(call, leg);
      if (leg.state !== 'lost') continue;
      this.bridging.hangUp(call, leg);
      this.calls.dropLeg(call, leg);
    }
    if (call.phase === 'queue' || call.phase === 'ringing') return ok;
    this.bridging.aside(call);
    this.calls.move(call, 'queued');
    call.waiting = reason === 'transferred' ? 'line' : reason;
    if (reason === 'transferred') this.music.on(call);
    else this.music.after(call, reason === 'agent-lost' ? 'back-in-line' : 'transfer-failed');
    this.calls.save(call);
    return ok;
  }
}
