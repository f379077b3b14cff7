import { describe, expect, it } from '@jest/globals';
import { skillsIn, skillsText } from './skills.js';

describe('skills as text', () => {
  it.each([
    ['sales 5, support 3', { sales: 5, support: 3 }],
    ['sales', { sales: 5 }],
    ['sales 99,support=0', { sales: 10, support: 1 }],
    ['', {}],
    ['so me thing', {}],
  ])('"%s"', (typed, skills) => expect(skillsIn(typed)).toEqual(skills));
  it('are read as they were written', () => expect(skillsIn(skillsText({ a: 1, b: 10 }))).toEqual({ a: 1, b: 10 }));
});
