/** @typedef {import('./numerals.mjs').Language} Language */

/** The keys of a phone as set-up names them, and as they are said. */
const KEYS = ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'star', 'hash'];

/** @type {Record<Language, { star: string, hash: string, offer: (key: string) => string, fixed: Record<string, string> }>} */
const SENTENCES = {
  en: {
    star: 'star',
    hash: 'hash',
    offer: (key) =>
      `You do not have to wait on the line. Press ${key}, and your place in line is kept. We call you back when it is your turn.`,
    fixed: {
      'callback-kept':
        'Your place in line is kept. We call you back on the number from which you are calling. Goodbye.',
      'callback-no-number': 'We cannot call you back on this number. You keep your place in line.',
      'callback-here': 'This is the call that you asked for. One moment, we are putting you through.',
    },
  },
  pl: {
    star: 'gwiazdkę',
    hash: 'krzyżyk',
    offer: (key) =>
      `Nie muszą państwo czekać na linii. Proszę nacisnąć ${key}, a państwa miejsce w kolejce zostanie zachowane. Oddzwonimy, gdy przyjdzie państwa kolej.`,
    fixed: {
      'callback-kept':
        'Państwa miejsce w kolejce jest zachowane. Oddzwonimy na numer, z którego państwo dzwonią. Do widzenia.',
      'callback-no-number': 'Na ten numer nie możemy oddzwonić. Państwa miejsce w kolejce jest zachowane.',
      'callback-here': 'To rozmowa, o którą państwo prosili. Chwileczkę, już łączymy.',
    },
  },
  ru: {
    star: 'звёздочку',
    hash: 'решётку',
    offer: (key) =>
      `Вам не обязательно ждать на линии. Нажмите ${key}, и ваше место в очереди сохранится. Мы перезвоним, когда подойдёт ваша очередь.`,
    fixed: {
      'callback-kept': 'Ваше место в очереди сохранено. Мы перезвоним на номер, с которого вы звоните. До свидания.',
      'callback-no-number': 'На этот номер мы не можем перезвонить. Ваше место в очереди сохраняется.',
      'callback-here': 'Это звонок, о котором вы просили. Одну минуту, соединяем.',
    },
  },
};

/** What is said of a callback, by the id of its prompt. @param {Language} language @returns {Record<string, string>} */
export function callbackPrompts(language) {
  const { star, hash, offer, fixed } = SENTENCES[language];
  const spoken = (/** @type {string} */ key) => (key === 'star' ? star : key === 'hash' ? hash : key);
  return { ...fixed, ...Object.fromEntries(KEYS.map((key) => [`callback-offer-${key}`, offer(spoken(key))])) };
}
