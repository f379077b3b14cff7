import { ACQUAINTED_MS } from '../core/preferred.js';
import type { State } from '../core/state.js';
import { isActive } from '../core/state.js';
import { asTicket } from './old-tickets.js';
import type { Row } from './store.js';

/** What a batch changed, as rows; each record once, as it is at the end of the batch. */
export function changedRows(s: State): Row[] {
  const rows: Row[] = [];
  for (const body of present(s.agents)) rows.push({ kind: 'agent', id: body.id, overAt: null, body });
  for (const body of present(s.interactions))
    rows.push({ kind: 'interaction', id: body.id, overAt: body.endedAt, body });
  for (const body of present(s.reservations))
    rows.push({ kind: 'reservation', id: body.id, overAt: isActive(body) ? null : body.overAt, body });
  for (const body of present(s.tickets)) rows.push({ kind: 'ticket', id: body.id, overAt: body.overAt, body });
  for (const body of present(s.answered)) rows.push({ kind: 'answered', id: body.id, overAt: body.deadline, body });
  for (const body of present(s.acquaintances))
    rows.push({ kind: 'acquaintance', id: body.id, overAt: body.at + ACQUAINTED_MS, body });
  return rows;
}

const present = <T extends { readonly id: string }>(table: { touched(): Map<string, T | undefined> }): T[] =>
  [...table.touched().values()].filter((row) => row !== undefined);

export function loadRows(s: State, rows: readonly Row[]): void {
  for (const row of rows) {
    if (row.kind === 'agent') s.agents.load(row.body);
    else if (row.kind === 'interaction') s.interactions.load(row.body);
    else if (row.kind === 'reservation') s.reservations.load(row.body);
    else if (row.kind === 'ticket') s.tickets.load(asTicket(row.body));
    else if (row.kind === 'acquaintance') s.acquaintances.load(row.body);
    else s.answered.load(row.body);
  }
}

/** How long what is over stays in memory, so that its repeats are recognised, ms. */
export const REMEMBER_MS = 10 * 60_000;

/** Drops from memory what is long over. Not a change: the database drops it by itself. */
export function forgetOld(s: State, now: number): void {
  const before = now - REMEMBER_MS;
  for (const i of s.interactions.values()) if (i.endedAt !== null && i.endedAt < before) s.interactions.forget(i.id);
  for (const r of s.reservations.values()) if (r.overAt !== null && r.overAt < before) s.reservations.forget(r.id);
  for (const a of s.answered.values()) if (a.deadline < before) s.answered.forget(a.id);
  for (const t of s.tickets.values()) if (t.overAt !== null && t.overAt < before) s.tickets.forget(t.id);
  for (const x of s.acquaintances.values()) if (x.at < now - ACQUAINTED_MS) s.acquaintances.forget(x.id);
  for (const [id, at] of s.strangers) if (at < before) s.strangers.delete(id);
}
