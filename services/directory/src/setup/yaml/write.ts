import { Document, isMap, isScalar, type Pair, visit, type YAMLMap } from 'yaml';
import { PARTS, type Part, partNames, type Whole } from '../setup.js';
import { FIELDS, HEAD, SECTIONS } from './notes.js';
import { inOrder } from './order.js';

/** So many words stand in one line. */
const SHORT_LIST = 12;
/** The form of the document, counted up when an older reader would misunderstand it. */
export const FORM = 1;

/**
 * A tenant's configuration as one YAML document. The order is stable: sections as they build upon one another, items by
 * their ids, fields as their form has them; so two exports differ only where the set-up does.
 * @param nameOf user names by agent's id
 */
export function toYaml(tenant: string, version: number, whole: Whole, nameOf: ReadonlyMap<string, string>): string {
  const plain = {
    spillway: FORM,
    ...Object.fromEntries(partNames.map((part) => [part, sectionOf(part, whole, nameOf)])),
  };
  const doc = new Document(plain, { aliasDuplicateObjects: false });
  doc.commentBefore = HEAD(tenant, version);
  explain(doc.contents as unknown as YAMLMap);
  visit(doc, {
    Seq(_, list) {
      list.flow = list.items.length <= SHORT_LIST && list.items.every(isScalar);
    },
  });
  return doc.toString({ lineWidth: 0, flowCollectionPadding: false });
}

/** The section's items by name, in order; what has only one field besides stands as that alone. */
function sectionOf(part: Part, whole: Whole, nameOf: ReadonlyMap<string, string>): Record<string, unknown> {
  const pairs = (whole[part] as readonly Record<string, unknown>[]).map((item): [string, unknown] => {
    const { id, number, ...rest } = item;
    const name = part === 'agents' ? (nameOf.get(String(id)) ?? String(id)) : String(id ?? number);
    return [name, SHORT[part] ? rest[SHORT[part]] : inOrder(rest, PARTS[part])];
  });
  return Object.fromEntries(pairs.sort(([a], [b]) => (a < b ? -1 : 1)));
}

/** Items that are a single word besides their name. */
export const SHORT: Partial<Record<Part, string>> = { teams: 'name', dispositions: 'name', entries: 'flowId' };

function explain(top: YAMLMap): void {
  for (const { key, value } of top.items as Pair[]) {
    const part = String(isScalar(key) ? key.value : key);
    if (isScalar(key) && SECTIONS[part]) {
      key.commentBefore = SECTIONS[part];
      key.spaceBefore = true;
    }
    const open = new Map(Object.entries(FIELDS[part] ?? {}));
    for (const item of isMap(value) ? (value.items as Pair[]) : [])
      for (const field of isMap(item.value) ? (item.value.items as Pair[]) : []) {
        const name = String(isScalar(field.key) ? field.key.value : field.key);
        const note = open.get(name);
        if (note === undefined) continue;
        open.delete(name);
        if (isScalar(field.value)) field.value.comment = ` ${note}`;
        else if (isScalar(field.key)) field.key.commentBefore = ` ${name}: ${note}`;
      }
  }
}
