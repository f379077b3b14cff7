import { badVersion } from './setup.errors.js';

/** The version that a change was made from, as RFC 9110 (13.1.1) carries it; none: whatever is in force. */
export function versionIn(header: string | undefined): number | undefined {
  if (header === undefined || header.trim() === '*') return undefined;
  const found = /^\s*(?:W\/)?"?(\d{1,15})"?\s*$/.exec(header)?.[1];
  if (found === undefined) throw badVersion();
  return Number(found);
}
