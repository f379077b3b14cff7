import { type Document, isMap, isScalar, isSeq, LineCounter, parseDocument, visit } from 'yaml';
import { type Problem, pathOf, stepsOf, wrong } from '../check/problem.js';
import { type Part, partNames } from '../setup.js';
import type { Target } from '../target.js';
import { FORM, SHORT } from './write.js';

export interface ReadDocument {
  readonly target: Target;
  readonly problems: Problem[];
  /** Adds to a problem of the set-up the line of the document that it comes from. */
  readonly place: (problem: Problem) => Problem;
}

/** Reads a configuration document. What cannot be read is told with its line; the rest is read nevertheless. */
export function fromYaml(text: string, idOfUser: ReadonlyMap<string, string>): ReadDocument {
  const lines = new LineCounter();
  const doc = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema: 'core' });
  if (doc.errors.length > 0)
    return {
      target: {},
      place: (p) => p,
      problems: doc.errors.slice(0, 20).map((e) => ({
        ...wrong('NOT_YAML', '', `This is no YAML that can be read: ${e.message.replace(/\.$/, '')}.`),
        line: lines.linePos(e.pos[0]).line,
      })),
    };
  keysAsWritten(doc);
  const users = new Map<string, string>();
  const place = (p: Problem): Problem => {
    const line = lineOf(doc, lines, stepsOf(p.path), users);
    return line === undefined ? p : { ...p, line };
  };
  const { target, problems } = sections(plainOf(doc), idOfUser, users);
  return { target, problems, place };
}

/** A number of the house may begin with 0, and YAML would read it as a number: keys are taken as they are written. */
function keysAsWritten(doc: Document): void {
  visit(doc, {
    Pair(_, pair) {
      if (isScalar(pair.key) && typeof pair.key.value !== 'string')
        pair.key.value = pair.key.source ?? String(pair.key.value);
    },
  });
}

function plainOf(doc: Document): unknown {
  try {
    return doc.toJS({ maxAliasCount: 50 });
  } catch {
    return undefined;
  }
}

function sections(plain: unknown, idOfUser: ReadonlyMap<string, string>, users: Map<string, string>) {
  const problems: Problem[] = [];
  const target: { -readonly [P in Part]?: object[] } = {};
  if (!isRecord(plain) || plain['spillway'] !== FORM) {
    problems.push(
      wrong('NOT_A_CONFIGURATION', '', `A configuration begins with "spillway: ${FORM}": export one and change that.`),
    );
    return { target, problems };
  }
  for (const [name, items] of Object.entries(plain)) {
    if (name === 'spillway') continue;
    const part = partNames.find((p) => p === name);
    if (!part)
      problems.push(wrong('UNKNOWN_SECTION', pathOf(name), `There is no section ${name}: ${partNames.join(', ')}.`));
    else if (items !== null && !isRecord(items))
      problems.push(wrong('BAD_FORM', pathOf(name), 'Write its items by their names, each on a line of its own.'));
    else target[part] = itemsOf(part, items ?? {}, idOfUser, users, problems);
  }
  return { target, problems };
}

function itemsOf(
  part: Part,
  items: Record<string, unknown>,
  idOfUser: ReadonlyMap<string, string>,
  users: Map<string, string>,
  problems: Problem[],
): object[] {
  return Object.entries(items).flatMap(([name, value]) => {
    const short = SHORT[part];
    if (short) return [{ [part === 'entries' ? 'number' : 'id']: name, [short]: value }];
    if (!isRecord(value)) {
      problems.push(
        wrong('BAD_FORM', pathOf(part, name), 'Its fields are missing: write them below it, each on a line.'),
      );
      return [];
    }
    if (part !== 'agents') return [{ ...value, id: name }];
    const id = idOfUser.get(name.toLowerCase());
    if (id === undefined) {
      problems.push(
        wrong(
          'UNKNOWN_AGENT',
          pathOf(part, name),
          `No agent has the user name ${name}: add her under People first, or take her out of the document.`,
        ),
      );
      return [];
    }
    users.set(id, name);
    return [{ ...value, id }];
  });
}

/** The line of what a path leads to, or of the nearest thing around it that is in the document. */
function lineOf(
  doc: Document,
  lines: LineCounter,
  path: readonly string[],
  users: ReadonlyMap<string, string>,
): number | undefined {
  let node: unknown = doc.contents;
  let at: number | undefined;
  for (const [depth, step] of path.entries()) {
    const name = depth === 1 && path[0] === 'agents' ? (users.get(step) ?? step) : step;
    const pair = isMap(node) ? node.items.find(({ key }) => isScalar(key) && key.value === name) : undefined;
    const item = isSeq(node) ? itemOf(node.items, name) : undefined;
    const key = pair?.key ?? item;
    if (!key) break;
    at = (key as { range?: [number, number, number] }).range?.[0] ?? at;
    node = pair ? pair.value : item;
  }
  return at === undefined ? undefined : lines.linePos(at).line;
}

/** Of a list: by the id of the item, or by its place. */
const itemOf = (items: readonly unknown[], name: string): unknown =>
  items.find((i) => isMap(i) && i.get('id') === name) ?? (/^\d+$/.test(name) ? items[Number(name)] : undefined);

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
