import { codeText } from '../i18n/codes.js';
import { text } from '../i18n/i18n.js';

/** A request that did not succeed: the status (0 when the site was not reached) and the stable code. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    readonly detail: string,
    /** Milliseconds to wait before another try, when the site said so. */
    readonly retryAfter?: number,
  ) {
    super(`${code}: ${detail}`);
  }
}

/** What to tell the reader: what she can do, in her language. The site's own English text is used only where it names a field. */
export function explain(error: unknown): string {
  if (!(error instanceof ApiError)) return text('error.other', { code: String(error).slice(0, 80) });
  const known = codeText(error.code);
  if (known) return known;
  if (error.status === 0) return text('error.network');
  if (error.status === 401 || error.status === 403) return text('error.forbidden');
  if (error.status === 404 || error.status === 410) return text('error.missing');
  if (error.status === 409) return text('error.conflict');
  if (error.status === 400 || error.status === 422) return text('error.invalid', { detail: error.detail });
  if (error.status >= 502) return text('error.away');
  return text('error.other', { code: error.code });
}
