import { agentOf, requestStatus, setStatus } from './agent.js';
import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import { callBackAll } from './lost.js';
import type { State } from './state.js';
import { unanswered } from './unanswered.js';

type Of<T extends Input['type']> = Extract<Input, { type: T }>;

/** A desktop that was gone for longer than this has to choose to be available again, unless it is the same session, ms. */
const RETURN_MS = 60_000;

/** The newest attachment of a session wins; a new session takes over from an older one. */
export function attach(s: State, t: Turn, input: Of<'desk-attach'>): { ok: boolean; code?: string } {
  const a = agentOf(s, t, input.agentId);
  const same = a.session === input.session;
  if (same && input.epoch < a.epoch) return { ok: false, code: 'ROUTING.STALE_EPOCH' };
  s.agents.put({ ...a, session: input.session, epoch: input.epoch, place: input.place, attached: true });
  if (a.reason === 'desktop-lost' && a.statusBefore && (same || t.now - a.since < RETURN_MS))
    setStatus(s, t, a.id, a.statusBefore, 'chosen');
  else if (a.status === 'offline') setStatus(s, t, a.id, 'away', 'signed-in');
  if (a.afterReason === 'signed-out')
    s.agents.put({ ...s.agents.get(a.id)!, statusAfterTalk: null, afterReason: null });
  callBackAll(s, t, a.id);
  return { ok: true };
}

/** The page is gone. What rings goes to the next agent; what talks is telephony's to tell, her phone may be well. */
export function lost(s: State, t: Turn, input: Of<'desk-lost'>): { ok: boolean } {
  const a = s.agents.get(input.agentId);
  if (!a?.attached || a.session !== input.session || input.epoch < a.epoch) return { ok: true };
  s.agents.put({ ...a, attached: false });
  for (const r of s.ofAgent(a.id)) unanswered(s, t, r, 'desktop-lost', t.now, true);
  settleAbsent(s, t, a.id);
  return { ok: true };
}

/** Without a desktop nobody is available. Called when she is lost and again when her work in hand is done. */
export function settleAbsent(s: State, t: Turn, agentId: string): void {
  const a = s.agents.get(agentId)!;
  if (a.attached || a.workState !== 'idle' || a.status !== 'available') return;
  setStatus(s, t, agentId, 'away', 'desktop-lost');
  s.agents.put({ ...s.agents.get(agentId)!, statusBefore: 'available' });
}

export function sessionEnded(s: State, t: Turn, input: Of<'session-ended'>): void {
  const a = s.agents.get(input.agentId);
  if (!a || a.session !== input.session) return;
  s.agents.put({ ...a, attached: false, session: null });
  for (const r of s.ofAgent(a.id)) unanswered(s, t, r, 'desktop-lost', t.now, true);
  requestStatus(s, t, a.id, 'offline', 'signed-out');
}

export function phoneChanged(s: State, t: Turn, input: Of<'phone-changed'>): void {
  const a = agentOf(s, t, input.agentId);
  if (a.phone !== input.reachable) s.agents.put({ ...a, phone: input.reachable });
  if (input.reachable) callBackAll(s, t, a.id);
  else for (const r of s.ofAgent(a.id)) unanswered(s, t, r, 'phone-lost', t.now, true);
}
