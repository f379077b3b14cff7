import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  allOf,
  COMPARISONS,
  evaluate,
  levelIn,
  namedSkills,
  type SkillExpression,
  wantedSkills,
} from './expression.js';
import { parseSkills } from './parse.js';
import { printSkills } from './print.js';

const read = (text: string): SkillExpression => {
  const found = parseSkills(text);
  if (!found.ok) throw new Error(found.trouble);
  return found.expression;
};
const fits = (text: string, skills: Record<string, number>) => evaluate(read(text), skills);

describe('a skill expression', () => {
  const agent = { sales: 3, english: 5, 'b2b.key': 1, '1st': 2, or: 4 };
  it.each([
    ['sales', true],
    ['sales >= 4', false],
    ['sales >= 3 and (german or english >= 5)', true],
    ['sales >= 3 and (german or english > 5)', false],
    ['german or sales and english', true],
    ['german and sales or english', true],
    ['german and (sales or english)', false],
    ['not german', true],
    ['NOT german AND Sales', false],
    ['not not sales', true],
    ['sales = 3 and sales <= 3 and sales < 4', true],
    ['b2b.key', true],
    ['"1st" >= 2', true],
    ['"or" and sales', true],
    ['german >= 0', true],
    ['anyone', true],
    ['sales>=3 and english', true],
  ])('%s: %s', (text, expected) => expect(fits(text, agent)).toBe(expected));

  it.each([
    ['', 0, 'Write a skill'],
    ['   ', 0, 'Write a skill'],
    ['sales and', 9, 'Write a skill'],
    ['sales english', 6, 'Write and or or before english'],
    ['(sales', 0, 'never closed'],
    ['sales)', 5, 'closes none'],
    ['(sales english)', 7, 'and, or or )'],
    ['sales >= ten', 9, 'a level from 0 to 10 instead of ten'],
    ['sales >= 11', 9, 'Levels end at 10'],
    ['sales >=', 8, 'a level'],
    ['sales & english', 6, 'before &'],
    ['or', 0, 'Write a skill instead of or'],
    ['3 >= sales', 0, 'Write a skill instead of 3'],
    ['"sales', 0, 'Write a skill instead of "'],
    ['('.repeat(60), 41, 'Too many brackets'],
  ])('that cannot be read says what to do, and where: %j', (text, at, says) => {
    const found = parseSkills(text);
    expect(found).toMatchObject({ ok: false, at });
    expect((found as { trouble: string }).trouble).toContain(says);
  });

  it('names its skills, and those that count for who has them', () => {
    const x = read('sales >= 3 and (german or not trainee) and junior < 2');
    expect([...namedSkills(x)]).toEqual(['sales', 'german', 'trainee', 'junior']);
    expect([...wantedSkills(x)]).toEqual(['sales', 'german']);
    expect(levelIn(wantedSkills(x), { sales: 4, trainee: 9, junior: 1 })).toBe(4);
  });

  it('is made of the older form', () => {
    expect(printSkills(allOf({ sales: 3, english: 1 }))).toBe('sales >= 3 and english');
    expect(allOf({})).toEqual({ is: 'anyone' });
  });
});

const skillName = fc.oneof(
  fc.constantFrom('sales', 'and', 'Or', 'not', 'anyone', '1st', '9', 'a.b:c-d_'),
  fc.stringMatching(/^[A-Za-z0-9][A-Za-z0-9._:-]{0,12}$/),
);
const { expression } = fc.letrec<{ expression: SkillExpression }>((tie) => ({
  expression: fc.oneof(
    { depthSize: 'small', withCrossShrink: true },
    fc.record({
      is: fc.constant('skill' as const),
      skill: skillName,
      op: fc.constantFrom(...COMPARISONS),
      level: fc.integer({ min: 0, max: 10 }),
    }),
    fc.constant<SkillExpression>({ is: 'anyone' }),
    fc.record({ is: fc.constant('not' as const), of: tie('expression') }),
    fc.record({
      is: fc.constantFrom('and' as const, 'or' as const),
      of: fc.array(tie('expression'), { minLength: 2, maxLength: 4 }),
    }),
  ),
}));

describe('any expression', () => {
  it('is read from its own print as it was', () => {
    fc.assert(fc.property(expression, (x) => expect(read(printSkills(x))).toEqual(x)));
  });
  it('any text is read or refused at a place within it, never thrown', () => {
    const soup = fc.array(fc.constantFrom('(', ')', 'and', 'or', 'not', '>=', '3', 'sales', ' ', '"', 'x1', '&', '11'));
    fc.assert(
      fc.property(soup, (parts) => {
        const text = parts.join(' ');
        const found = parseSkills(text);
        if (!found.ok) expect(found.at).toBeLessThanOrEqual(text.length);
      }),
    );
  });
});
