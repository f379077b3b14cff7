import { minutes, numeral } from './numerals.mjs';

/** Waits are said in these steps: nobody's estimate is good to the minute after half an hour. Telephony has the same. */
export const MINUTE_STEPS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 45, 60];
/** The first place is said by the prompt `next`, those after the last by `position-many`. */
export const LAST_POSITION = 20;

/** @typedef {import('./numerals.mjs').Language} Language */

/** @type {Record<Language, { position: (n: number) => string, many: string, exact: (n: number) => string, upTo: (n: number) => string, from: (n: number) => string, to: (n: number) => string, fixed: Record<string, string> }>} */
const SENTENCES = {
  en: {
    position: (n) => `You are number ${numeral('en', n)} in line.`,
    many: 'There are twenty callers or more before you.',
    exact: (n) => `Your wait is likely to be ${minutes('en', n)}.`,
    upTo: (n) => `Your wait is likely to be up to ${minutes('en', n)}.`,
    from: (n) => `Your wait is likely to be between ${numeral('en', n)}`,
    to: (n) => `and ${minutes('en', n)}.`,
    fixed: {
      'wait-long': 'Your wait may be longer than an hour.',
      'worse-agent-left': 'A colleague has left, so it takes longer than we said.',
      'worse-older-places': 'Callers who have waited longer than you are back in line.',
      'worse-other-line': 'We have moved you to another line. The time of your call still counts.',
      'nobody-here': 'None of our colleagues is here at the moment. If you stay on the line, you keep your place.',
    },
  },
  pl: {
    position: (n) => `Państwa numer w kolejce to ${counted('pl', n)}.`,
    many: 'Przed państwem czeka co najmniej dwadzieścia osób.',
    exact: (n) => `Przewidywany czas oczekiwania: ${minutes('pl', n)}.`,
    upTo: (n) => `Przewidywany czas oczekiwania: do ${minutes('pl', n, 'genitive')}.`,
    from: (n) => `Przewidywany czas oczekiwania: od ${numeral('pl', n, 'genitive')}`,
    to: (n) => `do ${minutes('pl', n, 'genitive')}.`,
    fixed: {
      'wait-long': 'Oczekiwanie może potrwać ponad godzinę.',
      'worse-agent-left': 'Ktoś z konsultantów skończył pracę, dlatego potrwa to dłużej, niż mówiliśmy.',
      'worse-older-places': 'Do kolejki wróciły osoby, które czekają dłużej od państwa.',
      'worse-other-line': 'Przełączyliśmy państwa do innej kolejki. Liczy się nadal czas państwa połączenia.',
      'nobody-here':
        'W tej chwili nie ma żadnego konsultanta. Jeśli zostaną państwo na linii, miejsce zostanie zachowane.',
    },
  },
  ru: {
    position: (n) => `Ваш номер в очереди: ${counted('ru', n)}.`,
    many: 'Перед вами в очереди не меньше двадцати человек.',
    exact: (n) => `Примерное время ожидания: ${minutes('ru', n)}.`,
    upTo: (n) => `Примерное время ожидания: до ${minutes('ru', n, 'genitive')}.`,
    from: (n) => `Примерное время ожидания: от ${numeral('ru', n, 'genitive')}`,
    to: (n) => `до ${minutes('ru', n, 'genitive')}.`,
    fixed: {
      'wait-long': 'Ожидание может продлиться больше часа.',
      'worse-agent-left': 'Один из сотрудников закончил работу, поэтому ждать придётся дольше, чем мы говорили.',
      'worse-older-places': 'В очередь вернулись те, кто ждёт дольше вас.',
      'worse-other-line': 'Мы перевели вас в другую очередь. Время вашего звонка по-прежнему учитывается.',
      'nobody-here': 'Сейчас нет ни одного сотрудника. Если вы останетесь на линии, ваше место сохранится.',
    },
  },
};

/** A number by itself is masculine: `dwa`, not `dwie`. @param {'pl' | 'ru'} language @param {number} n */
function counted(language, n) {
  const masculine = { pl: ['jeden', 'dwa'], ru: ['один', 'два'] }[language];
  return masculine[n - 1] ?? numeral(language, n);
}

/** What is said of a wait, by the id of its prompt. @param {Language} language @returns {Record<string, string>} */
export function waitingPrompts(language) {
  const { position, many, exact, upTo, from, to, fixed } = SENTENCES[language];
  /** @type {Record<string, string>} */
  const texts = { 'position-many': many, ...fixed };
  for (let n = 2; n <= LAST_POSITION; n++) texts[`position-${n}`] = position(n);
  for (const n of MINUTE_STEPS) {
    texts[`wait-${n}`] = exact(n);
    texts[`wait-up-to-${n}`] = upTo(n);
    texts[`wait-from-${n}`] = from(n);
    texts[`wait-to-${n}`] = to(n);
  }
  return texts;
}
