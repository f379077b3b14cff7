import type { Nodes } from '../nodes/nodes.js';
import { attempt } from './attempt.js';
import type { Call } from './call.js';

/** Answers the caller's channel once; requests to one node are carried out in the order they are sent. */
export function answer(nodes: Nodes, call: Call): void {
  if (call.answered || !call.channel) return;
  call.answered = true;
  void attempt('answer', call.interactionId, nodes.ari(call).channels.answer(call.channel));
}
