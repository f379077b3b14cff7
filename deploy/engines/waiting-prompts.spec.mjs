import { describe, expect, it } from '@jest/globals';
import { minutes, numeral } from './numerals.mjs';
import { waitingPrompts } from './waiting-prompts.mjs';

describe('minutes in words', () => {
  it.each([
    ['en', 1, 'one minute', 'one minute'],
    ['en', 22, 'twenty-two minutes', 'twenty-two minutes'],
    ['pl', 1, 'jedna minuta', 'jednej minuty'],
    ['pl', 2, 'dwie minuty', 'dwóch minut'],
    ['pl', 4, 'cztery minuty', 'czterech minut'],
    ['pl', 5, 'pięć minut', 'pięciu minut'],
    ['pl', 12, 'dwanaście minut', 'dwunastu minut'],
    ['pl', 21, 'dwadzieścia jeden minut', 'dwudziestu jeden minut'],
    ['pl', 22, 'dwadzieścia dwie minuty', 'dwudziestu dwóch minut'],
    ['pl', 45, 'czterdzieści pięć minut', 'czterdziestu pięciu minut'],
    ['ru', 1, 'одна минута', 'одной минуты'],
    ['ru', 2, 'две минуты', 'двух минут'],
    ['ru', 5, 'пять минут', 'пяти минут'],
    ['ru', 11, 'одиннадцать минут', 'одиннадцати минут'],
    ['ru', 21, 'двадцать одна минута', 'двадцати одной минуты'],
    ['ru', 24, 'двадцать четыре минуты', 'двадцати четырёх минут'],
    ['ru', 45, 'сорок пять минут', 'сорока пяти минут'],
  ])('%s %d', (language, n, nominative, genitive) => {
    expect(minutes(language, n)).toBe(nominative);
    expect(minutes(language, n, 'genitive')).toBe(genitive);
  });

  it('has a word for every number that it may be asked for', () => {
    for (const language of ['en', 'pl', 'ru'])
      for (let n = 1; n < 100; n++)
        for (const as of ['nominative', 'genitive']) expect(numeral(language, n, as)).toMatch(/^[\p{L} -]+$/u);
  });
});

describe('what is said of a wait', () => {
  it('is the same set of prompts in every language, and each says something of its own', () => {
    const ids = Object.keys(waitingPrompts('en')).sort();
    for (const language of ['pl', 'ru']) expect(Object.keys(waitingPrompts(language)).sort()).toEqual(ids);
    for (const language of ['en', 'pl', 'ru']) {
      const texts = Object.values(waitingPrompts(language));
      expect(texts.join()).not.toMatch(/undefined|\d/);
      expect(new Set(texts).size).toBe(texts.length);
    }
  });

  it.each([
    ['pl', 'position-2', 'Państwa numer w kolejce to dwa.'],
    ['ru', 'position-2', 'Ваш номер в очереди: два.'],
    ['pl', 'wait-2', 'Przewidywany czas oczekiwania: dwie minuty.'],
    ['pl', 'wait-up-to-1', 'Przewidywany czas oczekiwania: do jednej minuty.'],
    ['ru', 'wait-to-20', 'до двадцати минут.'],
    ['en', 'wait-from-5', 'Your wait is likely to be between five'],
  ])('%s %s', (language, id, text) => {
    expect(waitingPrompts(language)[id]).toBe(text);
  });
});
