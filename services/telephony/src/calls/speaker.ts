import { Injectable } from '@nestjs/common';
import type { Language } from '#common/contracts/words.js';
import { Nodes } from '../nodes/nodes.js';
import { attempt } from './attempt.js';
import type { Call } from './call.js';

interface Speech {
  readonly id: string;
  readonly done: () => void;
}

/** Speaks prompts to callers, one at a time to each. */
@Injectable()
export class Speaker {
  private readonly speaking = new Map<string, Speech>();
  private last = 0;

  constructor(private readonly nodes: Nodes) {}

  isSpeaking(call: Call): boolean {
    return this.speaking.has(call.interactionId);
  }

  /** `done` runs when the prompts are over or could not be spoken; not when something else was said meanwhile. */
  speak(call: Call, prompt: string | readonly string[], done: () => void = () => {}): void {
    if (!call.channel) return;
    const prompts = [prompt].flat();
    const id = `sp-${++this.last}-${call.interactionId}`;
    this.hush(call);
    this.speaking.set(call.interactionId, { id, done });
    const request = this.nodes
      .ari(call)
      .channels.playWithId(call.channel, id, { media: prompts.map(mediaOf), lang: call.language });
    void attempt(`speak ${prompts.join(' ')}`, call.interactionId, request).then((playback) => {
      if (!playback) this.finished(id);
    });
  }

  /** Ends what is being said; its `done` does not run. */
  hush(call: Call): void {
    const speech = this.speaking.get(call.interactionId);
    if (!speech) return;
    this.speaking.delete(call.interactionId);
    void attempt('be silent', call.interactionId, this.nodes.ari(call).playbacks.stop(speech.id));
  }

  /** Asterisk says that this playback is over. */
  finished(playbackId: string): void {
    const interactionId = playbackId.split('-').slice(2).join('-');
    const speech = this.speaking.get(interactionId);
    if (speech?.id !== playbackId) return;
    this.speaking.delete(interactionId);
    speech.done();
  }

  forget(call: Call): void {
    this.speaking.delete(call.interactionId);
  }
}

export const mediaOf = (prompt: string): string => `sound:spillway/${prompt}`;
export const isLanguage = (text: string, known: readonly Language[]): text is Language => known.some((l) => l === text);
