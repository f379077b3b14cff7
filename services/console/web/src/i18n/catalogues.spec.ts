import { describe, expect, it } from '@jest/globals';
import { en } from './en/index.js';
import { fill, type Message } from './message.js';
import { pl } from './pl/index.js';
import { ru } from './ru/index.js';

const formsOf = (message: Message) => (typeof message === 'string' ? { other: message } : message);
const placesOf = (text: string) => [...new Set([...text.matchAll(/\{(\w+)\}/g)].map(([, name]) => name))].sort();

describe.each([
  ['pl', pl],
  ['ru', ru],
] as const)('the catalogue of %s', (language, catalogue) => {
  const keys = Object.keys(en) as (keyof typeof en)[];

  it('has every text of English and none else', () => {
    expect(Object.keys(catalogue).sort()).toEqual([...keys].sort());
  });
  it('fills the same places', () => {
    for (const key of keys) {
      const wanted = placesOf(formsOf(en[key]).other);
      expect([key, placesOf(formsOf(catalogue[key]).other)]).toEqual([key, wanted]);
    }
  });
  it('has every plural form that the language needs', () => {
    const forms = new Intl.PluralRules(language).resolvedOptions().pluralCategories;
    for (const key of keys.filter((name) => typeof en[name] !== 'string')) {
      expect([key, Object.keys(formsOf(catalogue[key])).sort()]).toEqual([key, [...forms].sort()]);
    }
  });
  it('leaves no text empty', () => {
    for (const key of keys) for (const form of Object.values(formsOf(catalogue[key]))) expect(form.trim()).not.toBe('');
  });
});

describe('filling a text', () => {
  const waiting = { one: '{n} czeka', few: '{n} czekają', many: '{n} czeka', other: '{n} czeka' };
  it.each([
    [1, '1 czeka'],
    [3, '3 czekają'],
    [5, '5 czeka'],
    [22, '22 czekają'],
  ])('uses the plural form of Polish for %i', (n, text) => expect(fill(waiting, 'pl', { n })).toBe(text));
  it('keeps a place that nobody filled visible', () => expect(fill('for {name}', 'en')).toBe('for {name}'));
});
