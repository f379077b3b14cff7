import * as w from '#common/contracts/words.js';
import * as c from './check.js';

/**
 * The edge contract's forms for the page. The contract's own schemas would bring 60 kB of validator into the page;
 * `frames.spec.ts` holds the two against each other.
 */
export const agentForm = c.shape({
  status: c.oneOf(w.AGENT_STATUSES),
  reason: c.oneOf(w.STATUS_REASONS),
  statusAfterTalk: c.nullable(c.oneOf(w.AGENT_STATUSES)),
  workState: c.oneOf(w.WORK_STATES),
  since: c.time,
});
export const reservationForm = c.shape({
  reservation: c.uuid,
  interaction: c.id,
  queue: c.nullable(c.id),
  medium: c.oneOf(w.MEDIA),
  direction: c.oneOf(w.DIRECTIONS),
  kind: c.oneOf(w.RESERVATION_KINDS),
  state: c.oneOf(w.RESERVATION_STATES),
  talk: c.oneOf(w.TALK_STATES),
  offeredAt: c.time,
  expiresAt: c.time,
  answeredAt: c.nullable(c.time),
  endedAt: c.nullable(c.time),
  wrapUntil: c.nullable(c.time),
  consultOf: c.nullable(c.uuid),
});
export const queueForm = c.shape({ queue: c.id, waiting: c.int, longestSince: c.nullable(c.time), available: c.int });
export const snapshotForm = c.shape({
  session: c.id,
  epoch: c.int,
  n: c.int,
  at: c.time,
  agent: agentForm,
  reservations: c.list(reservationForm, 50),
  queues: c.list(queueForm, 200),
});
export const deltaForm = c.shape({
  session: c.id,
  epoch: c.int,
  n: c.int,
  agent: c.optional(agentForm),
  reservation: c.optional(reservationForm),
  gone: c.optional(c.uuid),
  queues: c.optional(c.list(queueForm, 200)),
});
const answerForm = c.shape({ id: c.uuid, ok: c.flag, code: c.optional(c.id) });

const forms = {
  snapshot: c.shape({ t: c.literal('snapshot'), snapshot: snapshotForm }),
  delta: c.shape({ t: c.literal('delta'), delta: deltaForm }),
  answer: c.shape({ t: c.literal('answer'), answer: answerForm }),
  heartbeat: c.shape({ t: c.literal('heartbeat'), at: c.time, n: c.int }),
  bye: c.shape({ t: c.literal('bye'), code: c.id }),
};
export type GatewayFrame = { [K in keyof typeof forms]: c.Checked<(typeof forms)[K]> }[keyof typeof forms];

/** Reads one message of a gateway; undefined for what is not of the contract, which is then ignored as if lost. */
export function readFrame(data: unknown): GatewayFrame | undefined {
  if (typeof data !== 'string') return undefined;
  let value: unknown;
  try {
    value = JSON.parse(data);
  } catch {
    return undefined;
  }
  const kind = (value as { t?: unknown } | null)?.t;
  if (typeof kind !== 'string' || !Object.hasOwn(forms, kind)) return undefined;
  return forms[kind as keyof typeof forms](value) ? (value as GatewayFrame) : undefined;
}
