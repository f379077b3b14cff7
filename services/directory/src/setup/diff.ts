import { isDeepStrictEqual } from 'node:util';
import { idOf, type Part, partNames, type Whole } from './setup.js';

/** One item that came, went or became another. `null`: it was, or is, not there. */
export interface Change {
  readonly part: Part;
  readonly id: string;
  readonly before: object | null;
  readonly after: object | null;
}
/** One field of an item, by JSON Pointer within it. Undefined: it was, or is, not there. */
export interface FieldChange {
  readonly path: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export function changesBetween(before: Whole, after: Whole): Change[] {
  return partNames.flatMap((part) => {
    const was = byId(before, part);
    const is = byId(after, part);
    return [...new Set([...was.keys(), ...is.keys()])]
      .sort()
      .map((id) => ({ part, id, before: was.get(id) ?? null, after: is.get(id) ?? null }))
      .filter((c) => !isDeepStrictEqual(c.before, c.after));
  });
}

const byId = (whole: Whole, part: Part) =>
  new Map<string, object>((whole[part] as readonly { id?: string }[]).map((item) => [idOf(item), item]));

/** The set-up as it was before these changes, the newest of them last. */
export function undone(whole: Whole, changes: readonly Change[]): Whole {
  return [...changes].reverse().reduce((at, { part, id, before }) => put(at, part, id, before), whole);
}

/** The set-up with an item put in place of the one with the same id, or that one taken away; in the order of ids. */
export function put(whole: Whole, part: Part, id: string, item: object | null): Whole {
  const others = (whole[part] as readonly { id?: string }[]).filter((i) => idOf(i) !== id);
  const all = item === null ? others : [...others, item];
  return { ...whole, [part]: all.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1)) };
}

/** What differs within an item. Lists are told whole: their order is part of what they say. */
export function fieldsOf({ before, after }: Pick<Change, 'before' | 'after'>): FieldChange[] {
  return differences(before ?? {}, after ?? {}, '');
}

function differences(before: object, after: object, path: string): FieldChange[] {
  return [...new Set([...Object.keys(before), ...Object.keys(after)])].flatMap((key) => {
    const [was, is] = [(before as Record<string, unknown>)[key], (after as Record<string, unknown>)[key]];
    if (isDeepStrictEqual(was, is)) return [];
    if (isMap(was) && isMap(is)) return differences(was, is, `${path}/${key}`);
    return [
      {
        path: `${path}/${key}`,
        ...(was === undefined ? {} : { before: was }),
        ...(is === undefined ? {} : { after: is }),
      },
    ];
  });
}

const isMap = (value: unknown): value is object => typeof value === 'object' && value !== null && !Array.isArray(value);
