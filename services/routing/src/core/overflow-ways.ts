import { routingFacts } from '#common/contracts/routing.js';
import { dial, treat } from '#common/contracts/telephony.js';
import { tellLeft } from './caller.js';
import type { Turn } from './effects.js';
import { intoQueue } from './into-queue.js';
import type { Interaction } from './model.js';
import { moveStage } from './moves.js';
import { type Due, keyOf } from './overflow-rules.js';
import { reserve } from './reserve.js';
import type { State } from './state.js';

/** A rule takes effect: what becomes of the caller. Her arrival stays hers in every line. */
export function enact(s: State, t: Turn, was: Interaction, due: Due): void {
  const from = was.queueId!;
  const { to } = due.rule;
  const i = s.interactions.put({ ...was, overflow: after(was, keyOf(from, due.rule)) });
  t.tell(routingFacts.queueOverflowed, {
    interactionId: i.id,
    queueId: from,
    to: to.do,
    toQueueId: to.do === 'queue' ? (to.queueId ?? null) : null,
    rule: due.place,
    cause: due.rule.when,
    measured: due.measured,
    over: due.rule.over,
    arrivedAt: i.arrivedAt,
    at: t.now,
  });
  switch (to.do) {
    case 'queue':
      tellLeft(t, i, 'overflowed', null);
      return intoQueue(s, t, i, to.queueId!, { restUntil: null });
    case 'number':
      return outside(s, t, i, to.number ?? '');
    case 'hangup':
      tellLeft(t, i, 'overflowed', null);
      moveStage(s, i.id, 'closing', t.now);
      return tellHer(t, i, due, 'hangup');
    case 'message':
    case 'callback':
      return tellHer(t, i, due, to.do);
  }
}

const after = (i: Interaction, rule: string) => ({
  queues: [...(i.overflow?.queues ?? []), i.queueId!],
  rules: [...(i.overflow?.rules ?? []), rule],
});

function tellHer(t: Turn, i: Interaction, { rule }: Due, to: 'message' | 'callback' | 'hangup'): void {
  const { prompt } = rule.to;
  t.ask(treat, { interactionId: i.id, to, cause: rule.when, at: t.now, ...(prompt ? { prompt } : {}) });
}

/** Dialled like the target of a blind transfer; when it comes to nothing she is back in line, at her place. */
function outside(s: State, t: Turn, i: Interaction, number: string): void {
  const r = reserve(s, t, i, { kind: 'transfer', agentId: null, queueId: i.queueId });
  tellLeft(t, i, 'overflowed', r.id);
  moveStage(s, i.id, 'transferring', t.now, { holder: r.id });
  const { interactionId, id: reservationId, kind, expiresAt } = r;
  t.ask(dial, { interactionId, reservationId, kind, expiresAt, fromReservationId: null, number }, expiresAt);
}

/** telephony names somebody in line who was told to go: it was away when it was told, and she must not wait for ever. */
export function tellAgainToGo(t: Turn, i: Interaction): void {
  const sentAway = i.stage === 'closing' && i.overflow?.rules.some((key) => key.includes('/hangup/'));
  if (sentAway) t.ask(treat, { interactionId: i.id, to: 'hangup', cause: 'waited', at: t.now });
}
