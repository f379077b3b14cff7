import type { EndCause } from '#common/contracts/words.js';
import { isCalledByUs } from '../calls/call.js';
import type { Cdr } from './cdr.js';

/** Where callers come in; agents' own calls (echo) are nobody's contact. */
const CALLERS = new Set(['from-outside', 'from-web', 'from-trunk']);

/** What the dialplan writes when it counted too many calls from one source. */
const CROWDED = 'over-source-limit';

/** A call that Asterisk saw: who it was, when, and why it ended as far as the record tells. */
export interface Seen {
  readonly uniqueid: string;
  readonly entry: string;
  readonly start: number;
  readonly end: number;
  readonly cause: EndCause;
  /** The dialplan refused it because too many came from where it came from. */
  readonly crowded: boolean;
}

/** Callers' calls among the records, one each: a call may leave several records, one for each change of partner. */
export function callersIn(records: readonly Cdr[]): Seen[] {
  const seen = new Map<string, Seen>();
  for (const record of records) {
    // Whom we call by the trunk is recorded in the context that the trunk's own callers come in by.
    if (!CALLERS.has(record.context) || isCalledByUs(record.uniqueid)) continue;
    const before = seen.get(record.uniqueid);
    seen.set(record.uniqueid, {
      uniqueid: record.uniqueid,
      entry: before?.entry ?? record.dst,
      start: Math.min(record.start, before?.start ?? record.start),
      end: Math.max(record.end, before?.end ?? record.end),
      cause: causeOf(record.mark),
      crowded: record.mark === CROWDED,
    });
  }
  return [...seen.values()];
}

/** The dialplan writes into the record what became of those who never reached the application. */
function causeOf(mark: string): EndCause {
  if (mark === 'over-limit' || mark === CROWDED) return 'all-lines-busy';
  return mark === 'application-away' ? 'not-served' : 'caller-hangup';
}
