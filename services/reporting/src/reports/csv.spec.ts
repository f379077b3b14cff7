import { describe, expect, it } from '@jest/globals';
import { csv } from './csv.js';

describe('CSV', () => {
  it.each([
    ['plain text', 'Sales', 'Sales'],
    ['a comma', 'Sales, north', '"Sales, north"'],
    ['quotes', 'the "first"', '"the ""first"""'],
    ['a line break', 'a\r\nb', '"a\r\nb"'],
    ['a formula', '=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
    ['a plus', '+48 600 100 200', "'+48 600 100 200"],
    ['an at sign', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab before a formula', '\t=1', "'\t=1"],
    ['a number', 0.5, '0.5'],
    ['a negative number', -1, '-1'],
    ['nothing known', null, ''],
    ['a name in another script', 'Продажи', 'Продажи'],
  ])('%s', (_, value, expected) => {
    expect(csv(['a'], [[value]])).toBe(`a\r\n${expected}\r\n`);
  });
});
