import { Injectable } from '@nestjs/common';
import { Nodes } from '../nodes/nodes.js';
import { attempt } from './attempt.js';
import type { Call } from './call.js';
import { Speaker } from './speaker.js';

/** What a caller hears while nobody talks to her. */
@Injectable()
export class Music {
  constructor(
    private readonly nodes: Nodes,
    private readonly speaker: Speaker,
  ) {}

  on(call: Call): void {
    if (call.channel) void attempt('music', call.interactionId, this.nodes.ari(call).channels.startMoh(call.channel));
  }

  off(call: Call): void {
    this.speaker.hush(call);
    if (call.channel)
      void attempt('stop music', call.interactionId, this.nodes.ari(call).channels.stopMoh(call.channel));
  }

  /** A prompt, then music. The caller must not be in a bridge. */
  after(call: Call, prompt: string): void {
    this.off(call);
    this.speaker.speak(call, prompt, () => this.on(call));
  }
}
