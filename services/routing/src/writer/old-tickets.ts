import { TICKET_MS } from '../core/callback-rules.js';
import type { Ticket } from '../core/model.js';

/** Tickets of the time before callbacks say less: each was a call that was cut, to be called again by a click. */
export const asTicket = (body: Ticket): Ticket => ({
  ...{ origin: 'node-lost', verified: false, priority: 0, auto: false, attempts: 0, queued: 0, dueAt: null },
  ...{ expiresAt: body.keptAt + TICKET_MS, overAt: body.state === 'used' ? body.keptAt : null },
  ...body,
});
