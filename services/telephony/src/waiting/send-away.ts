import { Injectable } from '@nestjs/common';
import type { EndCause } from '#common/contracts/words.js';
import type { Call } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { End } from '../calls/end.js';
import { Music } from '../calls/music.js';
import { Speaker } from '../calls/speaker.js';

/** She is told why, and then her call ends. */
@Injectable()
export class SendAway {
  constructor(
    private readonly calls: Calls,
    private readonly music: Music,
    private readonly speaker: Speaker,
    private readonly end: End,
  ) {}

  begin(call: Call, prompt: string, cause: EndCause): void {
    if (call.sentAway) return;
    call.sentAway = { prompt, cause };
    this.music.off(call);
    this.calls.move(call, 'tells');
    this.speak(call);
  }

  /** After a restart of ours: she hears it from its beginning. False when nobody sends her away. */
  again(call: Call): boolean {
    if (call.sentAway) this.speak(call);
    return call.sentAway !== undefined;
  }

  private speak(call: Call): void {
    const { sentAway } = call;
    if (sentAway) this.speaker.speak(call, sentAway.prompt, () => this.end.end(call, sentAway.cause));
  }
}
