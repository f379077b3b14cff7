import { z } from 'zod';
import { SpillwayError } from '#common/errors/errors.js';

/** What a gateway knows of a desktop: a session’s token, where it may be attached, and which attachment this is. Never who. */
export interface Ticket {
  session: string;
  place: string;
  epoch: number;
}

/** The page offers its ticket as a websocket subprotocol, because a browser can set no header there. */
const OFFER = /^spillway\.ticket\.([A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+)$/;
export const PROTOCOL = 'spillway.desk.v1';

/** @param header `sec-websocket-protocol` as received */
export function ticketIn(header: string | undefined): string | undefined {
  for (const offer of (header ?? '').split(',')) {
    const jwt = OFFER.exec(offer.trim())?.[1];
    if (jwt) return jwt;
  }
  return undefined;
}

/** The subprotocol to answer with. A browser refuses an answer that it did not offer, so without ours the ticket is echoed. */
export const answerProtocol = (offered: Set<string>): string | false =>
  offered.has(PROTOCOL) ? PROTOCOL : ([...offered].find((p) => OFFER.test(p)) ?? false);

const claims = z.object({
  session: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/),
  place: z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,79}$/),
  epoch: z.int().nonnegative(),
});

/** Reads the claims of a verified ticket; whatever else the token says is not looked at. Throws EDGE.BAD_TICKET or EDGE.WRONG_PLACE. */
export function ticketOf(payload: unknown, place: string): Ticket {
  const parsed = claims.safeParse(payload);
  if (!parsed.success)
    throw new SpillwayError('EDGE.BAD_TICKET', 'The ticket lacks session, place or epoch.', {
      blame: 'caller',
      status: 401,
    });
  if (parsed.data.place !== place)
    throw new SpillwayError('EDGE.WRONG_PLACE', 'The ticket is for another place.', { blame: 'caller', status: 403 });
  return { session: parsed.data.session, place: parsed.data.place, epoch: parsed.data.epoch };
}
