import type { AgentStatus, Direction, Language, StatusReason, TicketOrigin, TicketState, WorkState } from './words.js';

/** What the site's live stream tells: ids, words and times in milliseconds. */
export interface LiveQueue {
  id: string;
  waiting: number;
  longestSince: number | null;
  available: number;
}
export interface LiveAgent {
  id: string;
  status: AgentStatus;
  reason: StatusReason;
  statusAfterTalk: AgentStatus | null;
  workState: WorkState;
  since: number;
  attached: boolean;
  reservation: { interactionId: string; queueId: string | null; kind: string; talk: string; since: number } | null;
}
export interface LiveInteraction {
  id: string;
  stage: string;
  inLine: boolean;
  queueId: string | null;
  direction: Direction;
  language: Language | null;
  arrivedAt: number;
  enteredAt: number | null;
  agentId: string | null;
}
/** A kept place; while it is in line an interaction stands there for it. */
export interface LiveTicket {
  id: string;
  queueId: string | null;
  arrivedAt: number;
  state: Exclude<TicketState, 'used' | 'given-up' | 'expired'>;
  origin: TicketOrigin;
  byInteractionId: string | null;
  attempts: number;
  dueAt: number | null;
}
interface Lists {
  queues: LiveQueue[];
  agents: LiveAgent[];
  interactions: LiveInteraction[];
  tickets: LiveTicket[];
}
export type LiveState = Lists & { at: number };
export type LiveChange = Partial<Lists> & { at: number; gone?: { kind: keyof Lists; id: string }[] };

const KINDS = ['queues', 'agents', 'interactions', 'tickets'] as const;

/** New and different items replace, gone ones leave; the order of what stays is kept, so that rows do not jump. */
export function applied(state: LiveState, change: LiveChange): LiveState {
  const next: LiveState = { ...state, at: change.at };
  for (const kind of KINDS) {
    const before: readonly { id: string }[] = state[kind];
    Object.assign(next, { [kind]: merged(before, change[kind] ?? [], goneOf(change, kind)) });
  }
  return next;
}
const goneOf = (change: LiveChange, kind: keyof Lists) =>
  new Set((change.gone ?? []).filter((one) => one.kind === kind).map(({ id }) => id));

function merged<T extends { id: string }>(before: readonly T[], changed: readonly T[], gone: ReadonlySet<string>): T[] {
  const fresh = new Map(changed.map((item) => [item.id, item]));
  const kept = before.filter(({ id }) => !gone.has(id)).map((item) => fresh.get(item.id) ?? item);
  const known = new Set(before.map(({ id }) => id));
  return [...kept, ...changed.filter(({ id }) => !known.has(id))];
}

/** Who waits, the longest first. */
export const waitingOf = (state: LiveState): LiveInteraction[] =>
  state.interactions.filter(({ inLine }) => inLine).sort((a, b) => a.arrivedAt - b.arrivedAt);

/** Kept places with where they stand in their queue, the oldest first; no place while they are not in line. */
export function placesOf(state: LiveState): (LiveTicket & { place: number | null })[] {
  const waiting = waitingOf(state);
  return [...state.tickets]
    .sort((a, b) => a.arrivedAt - b.arrivedAt)
    .map((ticket) => {
      const mine = waiting.filter(({ queueId }) => queueId === ticket.queueId);
      const index = mine.findIndex(({ id }) => id === ticket.byInteractionId);
      return { ...ticket, place: index < 0 ? null : index + 1 };
    });
}

export type AgentGroup = 'talking' | 'reserved' | 'wrapping' | 'free' | 'paused' | 'offline';
/** What an agent is for her lead: what routing knows comes before what she chose. */
export function groupOf({ attached, workState, status }: LiveAgent): AgentGroup {
  if (workState !== 'idle') return workState;
  if (status === 'offline' || !attached) return 'offline';
  return status === 'available' ? 'free' : 'paused';
}
const ORDER: AgentGroup[] = ['talking', 'reserved', 'wrapping', 'free', 'paused', 'offline'];
export const byGroup = (a: LiveAgent, b: LiveAgent): number =>
  ORDER.indexOf(groupOf(a)) - ORDER.indexOf(groupOf(b)) || a.since - b.since;
