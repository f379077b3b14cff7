import { Injectable } from '@nestjs/common';
import type { EndCause } from '#common/contracts/words.js';
import { counter } from '#common/metrics/metrics.js';
import { answer } from '../calls/answer.js';
import type { Call } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { End } from '../calls/end.js';
import { Speaker } from '../calls/speaker.js';
import { Nodes } from '../nodes/nodes.js';
import { RecordingRoom } from './recording-room.js';

export interface Refusal {
  readonly prompt: string;
  readonly cause: EndCause;
}

const refused = counter('spillway_telephony_refused_total', 'Callers who heard a message instead of being served', ['prompt']);

/** Who is served now, and what the others hear. The limit on calls at a time is kept in the dialplan, nearer to the load. */
@Injectable()
export class Admission {
  constructor(
    private readonly nodes: Nodes,
    private readonly calls: Calls,
    private readonly speaker: Speaker,
    private readonly end: End,
    private readonly room: RecordingRoom,
  ) {}

  /** @param inService whether the number she dialled leads anywhere. */
  refusal(inService: boolean): Refusal | undefined {
    if (!inService) return { prompt: 'unknown-number', cause: 'failed' };
    if (this.room.refusesCalls) return { prompt: 'no-recording', cause: 'failed' };
    return undefined;
  }

  refuse(call: Call, refusal: Refusal): void {
    refused.inc({ prompt: refusal.prompt });
    this.calls.move(call, 'tells');
    answer(this.nodes, call);
    this.speaker.speak(call, refusal.prompt, () => this.end.end(call, refusal.cause));
  }
}
