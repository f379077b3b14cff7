import { z } from 'zod';
import { type Problem, pathOf, wrong } from './check/problem.js';
import { put } from './diff.js';
import { idOf, KEPT, PARTS, type Part, partNames, type Whole } from './setup.js';

const id = z.string().min(1).max(80);
const perPart = <T extends z.ZodType>(of: T) =>
  z.strictObject(Object.fromEntries(partNames.map((part) => [part, of.optional()])) as Record<Part, z.ZodOptional<T>>);

/** A change of any number of items at once: those to be put, whole, and those to be taken away by id. */
export const draftForm = z.strictObject({
  put: perPart(z.array(z.record(z.string(), z.unknown())).max(50_000)).default({}),
  remove: perPart(z.array(id).max(50_000)).default({}),
});
export type Draft = z.infer<typeof draftForm>;

/** Something that a whole document or an earlier version would change, and that stays as it is. */
export interface Left {
  readonly part: Part;
  readonly id: string;
  readonly why: 'in-history' | 'no-agent-now' | 'agent-not-named';
}

/** The set-up as the draft would make it; what in the draft has not even the form of an item is told and left out. */
export function applied(whole: Whole, draft: Draft): { after: Whole; problems: Problem[] } {
  const problems: Problem[] = [];
  let after = whole;
  for (const part of partNames) {
    const given = new Set<string>();
    for (const item of draft.put[part] ?? []) {
      const name = idOf(item as { id?: string });
      if (given.has(name))
        problems.push(
          wrong(
            'ID_TWICE',
            pathOf(part, name),
            `${name} is there twice among the ${part}: take one away or rename it.`,
          ),
        );
      given.add(name);
      const wanted = PARTS[part].safeParse(item);
      if (part === 'agents' && isStranger(whole, name)) problems.push(stranger(name));
      else if (wanted.success) after = put(after, part, name, wanted.data);
      else problems.push(...formProblems(part, name, wanted.error));
    }
    for (const name of draft.remove[part] ?? []) {
      if (!(whole[part] as readonly { id?: string }[]).some((i) => idOf(i) === name))
        problems.push(
          wrong(
            'NOT_FOUND',
            pathOf(part, name),
            `There is nothing called ${name} among the ${part}: look at the list again.`,
          ),
        );
      else if (KEPT.has(part)) problems.push(inHistory(part, name));
      else after = put(after, part, name, null);
    }
  }
  return { after, problems };
}

const isStranger = (whole: Whole, agent: string) => !whole.agents.some((a) => a.id === agent);
const stranger = (name: string) =>
  wrong(
    'UNKNOWN_AGENT',
    pathOf('agents', name),
    'There is no such agent: add her under People with the role agent first.',
  );
const inHistory = (part: Part, name: string) =>
  wrong(
    'IN_HISTORY',
    pathOf(part, name),
    part === 'agents'
      ? 'Agents are not taken away here: disable her under People.'
      : `Past contacts name their ${part}, so these can be changed, not taken away: take it out of the flows instead.`,
  );

function formProblems(part: Part, name: string, error: z.ZodError): Problem[] {
  return error.issues
    .slice(0, 20)
    .map((issue) => wrong('BAD_FORM', pathOf(part, name, ...issue.path.map(String)), sentence(issue)));
}

function sentence(issue: z.core.$ZodIssue): string {
  if (issue.code === 'unrecognized_keys')
    return `Nobody knows ${issue.keys.join(', ')} here: take it out, or look for a slip of the keyboard.`;
  if (issue.code === 'invalid_type' && issue.input === undefined)
    return `It is missing: a ${issue.expected} is needed.`;
  if (issue.code === 'invalid_type') return `A ${issue.expected} is needed here.`;
  if (issue.code === 'invalid_value') return `Write one of: ${issue.values.join(', ')}.`;
  if (issue.code === 'invalid_format')
    return 'Letters, digits and . _ : - are possible, beginning with a letter or digit.';
  return `${issue.message}.`;
}
