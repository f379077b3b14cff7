/** How a customer is found again. `key` is what the blind index is made of; `number` what a person may read and call. */
export type Identity =
  | { readonly kind: 'phone' | 'web'; readonly key: string; readonly number: string | null }
  /** Withheld or missing: each contact is a customer of its own, for two callers without a number are not one person. */
  | { readonly kind: 'anonymous' };

/** What networks and phones send in place of a number they do not give (RFC 3323, Asterisk's presentations, trunks in the wild). */
const NO_NUMBER = new Set([
  '',
  'anonymous',
  'unknown',
  'unavailable',
  'restricted',
  'private',
  'withheld',
  'asterisk',
  'invalid',
  'none',
]);

/** What a site knows about its own numbering; without it a national number stays national. */
export interface Numbering {
  /** Country calling code without +, for example 48. */
  readonly country?: string;
  /** What is dialled before a foreign country's code. */
  readonly international?: string;
  /** What is dialled before a national number within the country; Poland has none, Germany 0. */
  readonly trunk?: string;
}

/**
 * Reads a caller's number as far as it can be known. Two ways of writing one number become one key, but nothing is
 * guessed: `0123…` without a country stays a local number of its own and never turns into somebody's +…
 */
export function identityOf(kind: 'phone' | 'web', value: string, site: Numbering = {}): Identity {
  const text = bare(value);
  if (kind === 'web') return text === '' ? { kind: 'anonymous' } : { kind, key: `web:${text}`, number: null };
  if (NO_NUMBER.has(text.toLowerCase())) return { kind: 'anonymous' };
  const digits = text.replace(/[\s().\-/\u00a0]/g, '');
  if (!/^\+?[0-9]+$/.test(digits)) return { kind, key: `address:${text.toLowerCase()}`, number: text };
  const e164 = internationalOf(digits, site);
  return e164 ? { kind, key: `e164:${e164}`, number: `+${e164}` } : { kind, key: `local:${digits}`, number: digits };
}

/** The digits of a complete international number (ITU-T E.164: at most 15, no leading 0), or nothing when that is not known. */
function internationalOf(digits: string, { country, international = '00', trunk = '' }: Numbering): string | undefined {
  const complete = (d: string) => (/^[1-9][0-9]{6,14}$/.test(d) ? d : undefined);
  if (digits.startsWith('+')) return complete(digits.slice(1));
  if (country === undefined) return undefined;
  if (digits.startsWith(international)) return complete(digits.slice(international.length));
  // Shorter ones are extensions and service numbers of the site itself.
  if (digits.length < 7) return undefined;
  return digits.startsWith(trunk) ? complete(country + digits.slice(trunk.length)) : undefined;
}

/** Without scheme, host, parameters and display name: `"Eva" <sip:+48…@host;user=phone>` → `+48…`. */
function bare(value: string): string {
  const inside = /<([^>]*)>/.exec(value)?.[1] ?? value;
  return inside
    .trim()
    .replace(/^(sips?|tel):/i, '')
    .replace(/[;?].*$/, '')
    .replace(/@.*$/, '')
    .trim();
}
