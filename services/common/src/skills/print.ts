import { RESERVED, type SkillExpression } from './expression.js';

/** Text that `parseSkills` reads as the same expression again; brackets only where they are needed. */
export function printSkills(x: SkillExpression): string {
  switch (x.is) {
    case 'anyone':
      return 'anyone';
    case 'skill':
      return x.op === '>=' && x.level === 1 ? name(x.skill) : `${name(x.skill)} ${x.op} ${x.level}`;
    case 'and':
      return x.of
        .map((part) => (part.is === 'and' || part.is === 'or' ? bracket(part) : printSkills(part)))
        .join(' and ');
    case 'or':
      return x.of.map((part) => (part.is === 'or' ? bracket(part) : printSkills(part))).join(' or ');
    case 'not':
      return `not ${x.of.is === 'and' || x.of.is === 'or' ? bracket(x.of) : printSkills(x.of)}`;
  }
}

const bracket = (x: SkillExpression): string => `(${printSkills(x)})`;
const name = (skill: string): string =>
  RESERVED.has(skill.toLowerCase()) || !/^[A-Za-z]/.test(skill) ? `"${skill}"` : skill;
