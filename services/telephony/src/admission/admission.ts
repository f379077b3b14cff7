import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import type { EndCause } from '#common/contracts/words.js';
import { counter } from '#common/metrics/metrics.js';
import { answer } from '../calls/answer.js';
import type { Call } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { End } from '../calls/end.js';
import { Speaker } from '../calls/speaker.js';
import type { Config } from '../config.js';
import { Nodes } from '../nodes/nodes.js';
import { RateLimit } from './rate-limit.js';
import { RecordingRoom } from './recording-room.js';

export interface Refusal {
  readonly prompt: string;
  readonly cause: EndCause;
}

const refused = counter('spillway_telephony_refused_total', 'Callers who heard a message instead of being served', [
  'prompt',
]);

/** Who is served now, and what the others hear. The limit on calls at a time is kept in the dialplan, nearer to the load. */
@Injectable()
export class Admission {
  private readonly rate: RateLimit;

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly nodes: Nodes,
    private readonly calls: Calls,
    private readonly speaker: Speaker,
    private readonly end: End,
    private readonly room: RecordingRoom,
    private readonly clock: Clock,
  ) {
    this.rate = new RateLimit(config.maxRate, 1_000);
  }

  /** @param inService whether the number she dialled leads anywhere. */
  refusal(node: string, inService: boolean): Refusal | undefined {
    if (!this.rate.take(node, this.clock.now())) return { prompt: 'all-busy', cause: 'all-lines-busy' };
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
