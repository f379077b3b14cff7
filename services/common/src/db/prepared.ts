import type { QueryConfig } from 'pg';

/** Texts are written in the code, so there are few; should somebody put values into a text, connections do not grow for ever. */
const MOST = 500;
const names = new Map<string, string>();

/**
 * A statement that each connection parses and plans once, under a name that is its own in this process. Planning under
 * row-level security costs several times what the execution of our short statements does.
 */
export function prepared(text: string, values?: unknown[]): QueryConfig {
  if (values === undefined) return { text };
  let name = names.get(text);
  if (name === undefined && names.size < MOST) {
    name = `s${names.size}`;
    names.set(text, name);
  }
  return { text, values, ...(name === undefined ? {} : { name }) };
}
