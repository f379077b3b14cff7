/** A count in a report, and at the same time the list of calls that make it: both come from the one condition. */
export interface Figure {
  /** SQL on the rows of `QUEUE_ROWS` (v, l, s) or `AGENT_ROWS` (l); `$3` is the short-abandon limit in ms. */
  readonly where: string;
  readonly meaning: string;
}

const offered = 'not v.returned';
const answered = `${offered} and v.outcome = 'answered'`;
const abandoned = `${offered} and v.outcome = 'abandoned'`;

/** Counted by the interval in which a contact entered the queue, so that all figures of a row are about the same contacts. */
export const QUEUE_FIGURES = {
  offered: {
    where: offered,
    meaning: 'contacts that entered the queue; who comes back after an answer is not offered again',
  },
  answered: { where: answered, meaning: 'of them answered by an agent' },
  'in-service-level': {
    where: `${answered} and v.waited_ms <= s.service_level_ms`,
    meaning: 'of the answered: within the queue’s service-level time as it was set then',
  },
  abandoned: { where: abandoned, meaning: 'left the line by themselves, short ones included' },
  'short-abandoned': {
    where: `${abandoned} and v.waited_ms <= $3`,
    meaning: 'of the abandoned: within the short-abandon time',
  },
  'other-end': {
    where: `${offered} and v.outcome in ('ticket-kept', 'transferred', 'ended', 'overflowed', 'callback')`,
    meaning: 'left the line otherwise: kept as a ticket, to be called back, moved elsewhere, or ended by the system',
  },
  waiting: { where: `${offered} and v.outcome is null`, meaning: 'still in line' },
  handled: {
    where: `${answered} and l.completed_at is not null`,
    meaning: 'of the answered: talk and wrap-up are over',
  },
  transferred: {
    where: `${answered} and l.end_reason = 'transferred'`,
    meaning: 'of the answered: passed on by the agent',
  },
  returned: {
    where: 'v.returned',
    meaning: 'in line again: the agent was lost, a transfer failed, or called back in a kept place',
  },
} as const satisfies Record<string, Figure>;
export type QueueFigure = keyof typeof QUEUE_FIGURES;

const accepted = `l.outcome = 'accepted'`;
/** Counted by the interval in which the reservation was offered. */
export const AGENT_FIGURES = {
  offered: { where: 'true', meaning: 'reservations offered to the agent, transfers and consultations included' },
  answered: { where: accepted, meaning: 'of them answered' },
  'no-answer': { where: `l.outcome = 'timeout'`, meaning: 'of them rung in vain until the time limit' },
  rejected: { where: `l.outcome = 'rejected'`, meaning: 'of them refused by the agent or the phone' },
  rescinded: {
    where: `l.outcome = 'rescinded'`,
    meaning: 'of them taken back: the caller had gone, or the desktop or phone was lost',
  },
  ringing: { where: 'l.outcome is null', meaning: 'still ringing' },
  handled: {
    where: `${accepted} and l.completed_at is not null`,
    meaning: 'of the answered: talk and wrap-up are over',
  },
  transferred: { where: `${accepted} and l.end_reason = 'transferred'`, meaning: 'of the answered: passed on' },
} as const satisfies Record<string, Figure>;
export type AgentFigure = keyof typeof AGENT_FIGURES;

/** Figures of the interactions themselves, whether they came to a queue or not; counted by their start. */
export const CONTACT_FIGURES = {
  arrived: { where: 'true', meaning: 'interactions that began' },
  'never-queued': {
    where:
      'c.ended_at is not null and not exists (select 1 from visit v where v.tenant = c.tenant and v.interaction_id = c.interaction_id)',
    meaning: 'of them ended before any queue: in the greeting, the menu, a message or outside the hours',
  },
} as const satisfies Record<string, Figure>;
export type ContactFigure = keyof typeof CONTACT_FIGURES;

/** `$1` tenant; the setting in force when she entered, or the first one known. */
export const QUEUE_ROWS = `visit v
  left join leg l on l.tenant = v.tenant and l.reservation_id = v.reservation_id
  left join lateral (
    select q.service_level_ms from queue_setting q where q.tenant = v.tenant and q.queue_id = v.queue_id
    order by q.since <= v.entered_at desc, abs(q.since - v.entered_at) limit 1) s on true`;
export const AGENT_ROWS = 'leg l';
export const CONTACT_ROWS = 'contact c';

/** `in-service-level` → `inServiceLevel`. */
export const keyOf = (figure: string): string => figure.replace(/-(\w)/g, (_, c: string) => c.toUpperCase());
