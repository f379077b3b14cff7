/** What a queue asks of an agent's skills. A skill she does not have is at level 0. */
export type SkillExpression =
  | { readonly is: 'anyone' }
  | { readonly is: 'skill'; readonly skill: string; readonly op: Comparison; readonly level: number }
  | { readonly is: 'and'; readonly of: readonly SkillExpression[] }
  | { readonly is: 'or'; readonly of: readonly SkillExpression[] }
  | { readonly is: 'not'; readonly of: SkillExpression };

export const COMPARISONS = ['>=', '<=', '>', '<', '='] as const;
export type Comparison = (typeof COMPARISONS)[number];

/** Levels that an agent may have in a skill; 0 is not to have it. */
export const HIGHEST_LEVEL = 10;

/** Words of the language itself: a skill of such a name is written in quotes. */
export const RESERVED: ReadonlySet<string> = new Set(['and', 'or', 'not', 'anyone']);

const COMPARE: Record<Comparison, (has: number, level: number) => boolean> = {
  '>=': (has, level) => has >= level,
  '<=': (has, level) => has <= level,
  '>': (has, level) => has > level,
  '<': (has, level) => has < level,
  '=': (has, level) => has === level,
};
export const compare = (op: Comparison, has: number, level: number): boolean => COMPARE[op](has, level);

type Skills = Readonly<Record<string, number>>;

export function evaluate(x: SkillExpression, skills: Skills): boolean {
  switch (x.is) {
    case 'anyone':
      return true;
    case 'skill':
      return compare(x.op, skills[x.skill] ?? 0, x.level);
    case 'and':
      return x.of.every((part) => evaluate(part, skills));
    case 'or':
      return x.of.some((part) => evaluate(part, skills));
    case 'not':
      return !evaluate(x.of, skills);
  }
}

/** The skills that count for her who has them; what stands under `not` counts for nobody. */
export function wantedSkills(x: SkillExpression): ReadonlySet<string> {
  if (x.is === 'skill') return new Set(x.op === '<' || x.op === '<=' ? [] : [x.skill]);
  if (x.is === 'and' || x.is === 'or') return new Set(x.of.flatMap((part) => [...wantedSkills(part)]));
  return new Set();
}

/** Every skill that is named anywhere. */
export function namedSkills(x: SkillExpression): ReadonlySet<string> {
  if (x.is === 'anyone') return new Set();
  if (x.is === 'skill') return new Set([x.skill]);
  return new Set((x.is === 'not' ? [x.of] : x.of).flatMap((part) => [...namedSkills(part)]));
}

/** Sum of her levels in `skills`: who has more is the better one. */
export const levelIn = (wanted: Iterable<string>, skills: Skills): number => {
  let sum = 0;
  for (const skill of wanted) sum += skills[skill] ?? 0;
  return sum;
};

/** The older form, a lowest level for each skill, as an expression. */
export function allOf(levels: Skills): SkillExpression {
  const of = Object.entries(levels).map(([skill, level]) => ({ is: 'skill', skill, op: '>=', level }) as const);
  return of.length === 0 ? { is: 'anyone' } : of.length === 1 ? of[0]! : { is: 'and', of };
}
