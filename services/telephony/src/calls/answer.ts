import { setTimeout as delay } from 'node:timers/promises';
import { AriError } from '../ari/index.js';
import type { Nodes } from '../nodes/nodes.js';
import { attempt } from './attempt.js';
import type { Call } from './call.js';

const AGAIN_MS = 500;
const TRIES = 60;

/** Answers the caller's channel once; requests of one call are carried out in the order they are sent. */
export function answer(nodes: Nodes, call: Call): void {
  if (call.answered || !call.channel) return;
  call.answered = true;
  void attempt('answer', call.interactionId, untilAnswered(nodes, call, call.channel));
}

/** A connection that is lost takes its requests with it, and nobody would find out that this one was not done: it would ring for ever. */
async function untilAnswered(nodes: Nodes, call: Call, channel: string): Promise<void> {
  for (let left = TRIES; ; left--) {
    try {
      return await nodes.ari(call).channels.answer(channel);
    } catch (error) {
      if (!(error instanceof AriError && error.retry) || !left || call.phase === 'ended') throw error;
      await delay(AGAIN_MS);
    }
  }
}
