import { routingFacts } from '#common/contracts/routing.js';
import type { AgentStatus, StatusReason, WorkState } from '#common/contracts/words.js';
import type { Turn } from './effects.js';
import type { Agent, Reservation } from './model.js';
import type { State } from './state.js';

export const newAgent = (id: string, now: number): Agent => ({
  id,
  status: 'offline',
  reason: 'signed-out',
  statusAfterTalk: null,
  afterReason: null,
  statusBefore: null,
  workState: 'idle',
  since: now,
  idleSince: now,
  session: null,
  epoch: 0,
  place: null,
  attached: false,
  phone: null,
});
export const agentOf = (s: State, t: Turn, id: string): Agent => s.agents.get(id) ?? s.agents.put(newAgent(id, t.now));

const workOf = (r: Reservation): WorkState =>
  r.state === 'pending' ? 'reserved' : r.endedAt === null ? 'talking' : 'wrapping';
const RANK: Record<WorkState, number> = { idle: 0, wrapping: 1, reserved: 2, talking: 3 };

/** Sets a status at once. `available` starts the wait for work anew, unless she was available all along. */
export function setStatus(s: State, t: Turn, id: string, status: AgentStatus, reason: StatusReason): void {
  const a = agentOf(s, t, id);
  if (a.status === status && a.reason === reason && a.statusAfterTalk === null) return;
  const fresh = status === 'available' && a.status !== 'available';
  s.agents.put({
    ...a,
    status,
    reason,
    statusAfterTalk: null,
    afterReason: null,
    statusBefore: null,
    since: t.now,
    idleSince: fresh ? t.now : a.idleSince,
    ...(a.status === 'offline' ? { shiftAt: t.now, contacts: 0, busyMs: 0 } : {}),
  });
  t.tell(routingFacts.agentStatus, { agentId: id, status, reason, at: t.now });
}

/** A status asked for takes effect after the work in hand. */
export function requestStatus(s: State, t: Turn, id: string, status: AgentStatus, reason: StatusReason): void {
  const a = agentOf(s, t, id);
  if (a.workState === 'idle') {
    setStatus(s, t, id, status, reason);
    return;
  }
  const same = a.status === status;
  s.agents.put({ ...a, statusAfterTalk: same ? null : status, afterReason: same ? null : reason });
}

/** How long she has had work in hand, kept at each end of it. */
const busy = (a: Agent, workState: WorkState, now: number): Partial<Agent> =>
  workState === 'idle'
    ? { busyMs: (a.busyMs ?? 0) + (a.busySince == null ? 0 : now - a.busySince), busySince: null }
    : { busySince: a.busySince ?? now };

/**
 * What routing knows of her follows from her reservations, here and nowhere else.
 * `keepsTurn`: the work was taken from her without her doing, so she stays first among the idle.
 */
export function refreshWork(s: State, t: Turn, id: string | null, keepsTurn = false): void {
  if (id === null) return;
  const a = agentOf(s, t, id);
  const work = s
    .ofAgent(id)
    .map((r) => ({ state: workOf(r), id: r.id }))
    .sort((x, y) => RANK[y.state] - RANK[x.state])[0];
  const workState = work?.state ?? 'idle';
  if (workState === a.workState) return;
  s.agents.put({
    ...a,
    workState,
    since: t.now,
    idleSince: workState === 'idle' && !keepsTurn ? t.now : a.idleSince,
    ...busy(a, workState, t.now),
  });
  t.tell(routingFacts.agentWork, { agentId: id, workState, reservationId: work?.id ?? null, at: t.now });
  if (workState === 'idle' && a.statusAfterTalk) setStatus(s, t, id, a.statusAfterTalk, a.afterReason ?? 'chosen');
}
