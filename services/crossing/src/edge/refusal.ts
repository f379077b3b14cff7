import { SpillwayError } from '#common/errors/errors.js';

/** A stable code and nothing else: the only form in which “no” may leave the site. */
const CODE = /^[A-Z][A-Z_]{0,30}\.[A-Z][A-Z0-9_]{0,48}$/;

/** Refused by the crossing itself. The message is for the site’s log; the code alone crosses. A page knows one word for a stale epoch, whoever says it. */
export const edgeRefusal = (code: `EDGE.${string}` | 'ROUTING.STALE_EPOCH', message: string) =>
  new SpillwayError(code, message, { blame: 'peer', retryable: false, level: 'info' });

/** The code to answer with. What passes by itself is one code, whatever is away at the site: its parts are not the edge’s matter. */
export function codeOf(error: unknown): string {
  if (!(error instanceof SpillwayError)) return 'EDGE.REFUSED';
  return error.retryable ? 'EDGE.SITE_AWAY' : safeCode(error.code);
}

/** A code of the site as it may leave: one that is not of the form could carry anything. */
export const safeCode = (code: string | undefined): string =>
  code !== undefined && CODE.test(code) ? code : 'EDGE.REFUSED';
