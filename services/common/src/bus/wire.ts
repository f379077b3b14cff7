import { headers, type MsgHdrs } from '@nats-io/transport-node';
import type { z } from 'zod';
import { SpillwayError } from '../errors/errors.js';
import type { WireError } from '../errors/wire.js';
import { type Context, context } from '../log/context.js';
import { counter } from '../metrics/metrics.js';

export type Answer = { ok: unknown } | { error: WireError };

const refused = counter('spillway_bus_refused_total', 'Messages that did not parse, by subject', ['subject']);
const encoder = new TextEncoder();
const decoder = new TextDecoder();

export const encode = (value: unknown): Uint8Array => encoder.encode(JSON.stringify(value));
export const decode = (bytes: Uint8Array): unknown => JSON.parse(decoder.decode(bytes));

const HLC = 'spillway-hlc';
const DEADLINE = 'spillway-deadline';
const INTERACTION = 'spillway-interaction';

/** What a message on the SITE bus carries beside its body. An edge bus carries nothing beside it. */
export function headersOf(hlc?: string, deadline?: number): MsgHdrs | undefined {
  const { interactionId, traceparent } = context();
  if (!interactionId && !traceparent && deadline === undefined && hlc === undefined) return undefined;
  const h = headers();
  if (hlc !== undefined) h.set(HLC, hlc);
  if (deadline !== undefined) h.set(DEADLINE, String(deadline));
  if (interactionId) h.set(INTERACTION, interactionId);
  if (traceparent) h.set('traceparent', traceparent);
  return h;
}

export function contextFrom(h: MsgHdrs | undefined): Context {
  const interactionId = h?.get(INTERACTION);
  const traceparent = h?.get('traceparent');
  return { ...(interactionId ? { interactionId } : {}), ...(traceparent ? { traceparent } : {}) };
}

/** The sender's hybrid time: what the receiver does because of the message sorts after it. */
export const hlcOf = (h: MsgHdrs | undefined): string | undefined => h?.get(HLC) || undefined;

/** True when nobody waits for the answer any more; kernel buffers may deliver long after a cut. */
export const isLate = (h: MsgHdrs | undefined, now: number): boolean => {
  const deadline = Number(h?.get(DEADLINE) || Number.NaN);
  return Number.isFinite(deadline) && now > deadline;
};

/** Parses by the contract; a message that does not fit is refused and counted, never half-used. */
export function take<T extends z.ZodType>(schema: T, bytes: Uint8Array, subject: string): z.infer<T> {
  let value: unknown;
  try {
    value = decode(bytes);
  } catch {
    refused.inc({ subject });
    throw new SpillwayError('BUS.NOT_JSON', `A message on ${subject} is not JSON.`, {
      blame: 'peer',
      retryable: false,
    });
  }
  const result = schema.safeParse(value);
  if (result.success) return result.data;
  refused.inc({ subject });
  const where = result.error.issues
    .slice(0, 4)
    .map((i) => `${i.path.join('.')} ${i.code}`)
    .join(', ');
  throw new SpillwayError('BUS.BAD_MESSAGE', `A message on ${subject} is not of its contract’s form: ${where}.`, {
    blame: 'peer',
    retryable: false,
  });
}
