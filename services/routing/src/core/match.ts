import { offer } from '#common/contracts/telephony.js';
import type { Turn } from './effects.js';
import { fitting, freeAgents } from './fitting.js';
import { line } from './line.js';
import { moveStage } from './moves.js';
import { reserve } from './reserve.js';
import type { State } from './state.js';

/** Gives each waiting caller, in order of rank, the fitting agent who has been idle longest. */
export function match(s: State, t: Turn): void {
  if (s.waiting.size === 0) return;
  let free = freeAgents(s);
  if (free.length === 0) return;
  const known = new Map<string, (id: string) => boolean>();
  for (const i of line(s)) {
    if (free.length === 0) return;
    if (i.queueId === null || (i.restUntil ?? 0) > t.now) continue;
    const key = `${i.queueId}/${i.language}`;
    const fits = known.get(key) ?? fitting(s, i.queueId, i.language);
    known.set(key, fits);
    const agent = free.find((a) => fits(a.id));
    if (!agent) continue;
    free = free.filter((a) => a !== agent);
    const r = reserve(s, t, i, { kind: 'offer', agentId: agent.id, queueId: i.queueId });
    moveStage(s, i.id, 'ringing', t.now, { holder: r.id });
    t.ask(
      offer,
      {
        interactionId: i.id,
        reservationId: r.id,
        agentId: agent.id,
        kind: r.kind,
        expiresAt: r.expiresAt,
        queueId: r.queueId,
        fromReservationId: null,
      },
      r.expiresAt,
    );
  }
}
