import { evaluate } from '#common/skills/expression.js';
import { parseSkills } from '#common/skills/parse.js';
import type { AgentWork } from '../setup.js';

export type Read = { readonly accepts: (agent: Pick<AgentWork, 'skills'>) => boolean } | { readonly trouble: string };

/** A skill expression as routing will read it, or what is wrong with it and where. */
export function readExpression(text: string): Read {
  const read = parseSkills(text);
  if (!read.ok) return { trouble: `${read.trouble}.` };
  return { accepts: ({ skills }) => evaluate(read.expression, skills) };
}
