import { dial, offer, release, requeue } from '#common/contracts/telephony.js';
import { bestAgent } from './best-agent.js';
import { consultFrom, isHolder } from './consult.js';
import type { Turn } from './effects.js';
import { isFree } from './fitting.js';
import type { Input } from './inputs.js';
import { intoQueue } from './into-queue.js';
import type { Answered, Interaction, Reservation } from './model.js';
import { moveStage, moveTalk } from './moves.js';
import { reserve } from './reserve.js';
import type { State } from './state.js';
import { endTalk, isTalking } from './talk.js';

type Transfer = Extract<Input, { type: 'transfer' }>;
type Answer = Answered['answer'];
const no = (reason: string): Answer => ({ ok: false, code: `ROUTING.${reason}` });

/** Hands a caller on: at once (blind), or after a talk with the target (attended). Each target is a reservation too. */
export function transfer(s: State, t: Turn, input: Transfer): Answer {
  const r = s.reservations.get(input.reservationId);
  const i = r && s.interactions.get(r.interactionId);
  if (!r || !i || r.agentId !== input.agentId) return no('NOT_YOURS');
  if (!isTalking(r) || !isHolder(s, r) || i.stage !== 'talking') return no('NOT_TALKING');
  if (consultFrom(s, r)) return no('CONSULTING_ALREADY');
  const targets = [input.toAgentId, input.toQueueId, input.toNumber].filter((x) => x !== undefined);
  if (targets.length !== 1) return no('ONE_TARGET');
  if (input.mode === 'blind' && input.toQueueId !== undefined) return toQueue(s, t, r, i, input.toQueueId);
  const target = findTarget(s, i, input, t.now);
  if ('code' in target) return target;
  return input.mode === 'blind' ? blind(s, t, r, i, target) : consult(s, t, r, i, target);
}

type Target = { agentId: string | null; number: string | null };

function findTarget(s: State, i: Interaction, input: Transfer, now: number): Target | (Answer & { code: string }) {
  const refuse = (reason: string) => no(reason) as Answer & { code: string };
  if (input.toNumber !== undefined)
    return /^\+?[0-9*#]{2,32}$/.test(input.toNumber) ? { agentId: null, number: input.toNumber } : refuse('BAD_NUMBER');
  if (input.toQueueId !== undefined) {
    if (!s.config.queues.has(input.toQueueId)) return refuse('UNKNOWN_QUEUE');
    const found = bestAgent(s, asked(i, input.toQueueId, now), now);
    return found ? { agentId: found.agentId, number: null } : refuse('NOBODY_FREE');
  }
  const agent = s.agents.get(input.toAgentId!);
  if (!agent?.attached || agent.status === 'offline') return refuse('AGENT_GONE');
  return isFree(agent) ? { agentId: agent.id, number: null } : refuse('AGENT_BUSY');
}

/** Somebody of a queue is asked about her, as about a caller who has just come there and is nobody's. */
const asked = (i: Interaction, queueId: string, now: number): Interaction => ({
  ...i,
  queueId,
  enteredAt: now,
  customerId: null,
  preferred: null,
  ticketOf: null,
  direction: 'inbound',
});

function blind(s: State, t: Turn, from: Reservation, i: Interaction, target: Target): Answer {
  endTalk(s, t, from, 'transferred', t.now, true);
  const r = reserve(s, t, i, { kind: 'transfer', ...target, queueId: i.queueId, fromReservationId: from.id });
  moveStage(s, i.id, 'transferring', t.now, { holder: r.id });
  ring(t, r, target);
  return { ok: true, reservationId: r.id };
}

function consult(s: State, t: Turn, from: Reservation, i: Interaction, target: Target): Answer {
  const r = reserve(s, t, i, { kind: 'consult', ...target, queueId: i.queueId, fromReservationId: from.id });
  moveTalk(s, from.id, 'consulting', {
    heldMs: from.heldMs + (from.heldSince === null ? 0 : t.now - from.heldSince),
    heldSince: null,
  });
  ring(t, r, target);
  return { ok: true, reservationId: r.id };
}

function ring(t: Turn, r: Reservation, target: Target): void {
  const to = {
    interactionId: r.interactionId,
    reservationId: r.id,
    kind: r.kind,
    expiresAt: r.expiresAt,
    fromReservationId: r.fromReservationId,
  };
  if (target.number === null) t.ask(offer, { ...to, agentId: target.agentId!, queueId: r.queueId }, r.expiresAt);
  else t.ask(dial, { ...to, number: target.number }, r.expiresAt);
}

function toQueue(s: State, t: Turn, from: Reservation, i: Interaction, queueId: string): Answer {
  if (!s.config.queues.has(queueId)) return no('UNKNOWN_QUEUE');
  endTalk(s, t, from, 'transferred', t.now, true);
  // Who hands her on does not get her back, and neither does anybody else who knows her: the queue was chosen.
  intoQueue(s, t, i, queueId, { holder: null, first: false, preferred: null });
  t.ask(requeue, { interactionId: i.id, reason: 'transferred' });
  t.ask(release, { interactionId: i.id, reservationId: from.id });
  return { ok: true };
}
