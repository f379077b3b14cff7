import { en } from './en/index.js';
import { type Key, text } from './i18n.js';

/** What a stable code means for the reader, when the catalogue knows it. */
export function codeText(code: string): string | undefined {
  const key = `code.${code}`;
  return key in en ? text(key as Key) : undefined;
}
