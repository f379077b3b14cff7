import { Injectable } from '@nestjs/common';
import { TakeCallback } from '../callback/take-callback.js';
import { type Call, legsOf } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Enqueue } from '../calls/enqueue.js';
import { Music } from '../calls/music.js';
import { FlowRun } from '../flow/run.js';
import { Talk } from '../legs/talk.js';
import { SendAway } from '../waiting/send-away.js';

/** Events of the time without a connection are lost: every call takes up again what it may be waiting for in vain. */
@Injectable()
export class Resume {
  constructor(
    private readonly calls: Calls,
    private readonly flow: FlowRun,
    private readonly enqueue: Enqueue,
    private readonly music: Music,
    private readonly talk: Talk,
    private readonly sending: SendAway,
    private readonly callback: TakeCallback,
  ) {}

  node(id: string): void {
    for (const call of this.calls.onNode(id)) this.call(call);
  }

  private call(call: Call): void {
    switch (call.phase) {
      case 'arriving':
      case 'greeting':
      case 'menu':
      case 'message':
        if (!this.sending.again(call)) this.flow.again(call);
        return;
      case 'queue':
      case 'ringing':
        // The phone of her whom we call still rings.
        if (call.direction === 'outbound' && !call.customerUp) return;
        this.music.on(call);
        void this.enqueue.ask(call);
        this.callback.again(call);
        return;
      case 'talk':
        for (const leg of legsOf(call)) this.talk.repeat(call, leg);
    }
  }
}
