/**
 * Numbers from 1 to 99 in words, with the noun in the form that each language demands. `nominative` for what something is
 * (`trzy minuty`), `genitive` after words such as from and to (`od trzech do pięciu minut`). Minutes are feminine in
 * Polish and Russian.
 * @typedef {'en' | 'pl' | 'ru'} Language
 * @typedef {'nominative' | 'genitive'} Case
 */

/** @type {Record<string, string[]>} 1 to 19 by language and case; English has one form. */
const ONES = {
  en: split(
    'one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen',
  ),
  'pl nominative': split(
    'jedna dwie trzy cztery pięć sześć siedem osiem dziewięć dziesięć jedenaście dwanaście trzynaście czternaście piętnaście szesnaście siedemnaście osiemnaście dziewiętnaście',
  ),
  'pl genitive': split(
    'jednej dwóch trzech czterech pięciu sześciu siedmiu ośmiu dziewięciu dziesięciu jedenastu dwunastu trzynastu czternastu piętnastu szesnastu siedemnastu osiemnastu dziewiętnastu',
  ),
  'ru nominative': split(
    'одна две три четыре пять шесть семь восемь девять десять одиннадцать двенадцать тринадцать четырнадцать пятнадцать шестнадцать семнадцать восемнадцать девятнадцать',
  ),
  'ru genitive': split(
    'одной двух трёх четырёх пяти шести семи восьми девяти десяти одиннадцати двенадцати тринадцати четырнадцати пятнадцати шестнадцати семнадцати восемнадцати девятнадцати',
  ),
};
/** @type {Record<string, string[]>} 20, 30 … 90 */
const TENS = {
  en: split('twenty thirty forty fifty sixty seventy eighty ninety'),
  'pl nominative': split(
    'dwadzieścia trzydzieści czterdzieści pięćdziesiąt sześćdziesiąt siedemdziesiąt osiemdziesiąt dziewięćdziesiąt',
  ),
  'pl genitive': split(
    'dwudziestu trzydziestu czterdziestu pięćdziesięciu sześćdziesięciu siedemdziesięciu osiemdziesięciu dziewięćdziesięciu',
  ),
  'ru nominative': split('двадцать тридцать сорок пятьдесят шестьдесят семьдесят восемьдесят девяносто'),
  'ru genitive': split('двадцати тридцати сорока пятидесяти шестидесяти семидесяти восьмидесяти девяноста'),
};

/** @type {Record<Language, Partial<Record<Intl.LDMLPluralRule, string>>>} a minute, counted (nominative) */
const MINUTES = {
  en: { one: 'minute', other: 'minutes' },
  pl: { one: 'minuta', few: 'minuty', many: 'minut' },
  ru: { one: 'минута', few: 'минуты', many: 'минут' },
};
/** @type {Record<Language, { one: string, other: string }>} the same after from and to (genitive) */
const OF_MINUTES = {
  en: { one: 'minute', other: 'minutes' },
  pl: { one: 'minuty', other: 'minut' },
  ru: { one: 'минуты', other: 'минут' },
};

/** @param {Language} language @param {number} n 1 to 99 @param {Case} [as] */
export function numeral(language, n, as = 'nominative') {
  const forms = language === 'en' ? 'en' : `${language} ${as}`;
  const [ones, tens] = [ONES[forms], TENS[forms]];
  if (n < 20) return ones[n - 1];
  const rest = n % 10;
  const ten = tens[Math.floor(n / 10) - 2];
  if (rest === 0) return ten;
  // Polish says `dwadzieścia jeden minut`: a one at the end does not bend, nor does it count as one.
  const one = language === 'pl' && rest === 1 ? 'jeden' : ones[rest - 1];
  return language === 'en' ? `${ten}-${one}` : `${ten} ${one}`;
}

/** `five minutes`, `пять минут`. @param {Language} language @param {number} n @param {Case} [as] */
export function minutes(language, n, as = 'nominative') {
  return `${numeral(language, n, as)} ${minuteWord(language, n, as)}`;
}

/** @param {Language} language @param {number} n @param {Case} as */
export function minuteWord(language, n, as) {
  const rule = new Intl.PluralRules(language).select(n);
  if (as === 'nominative') return MINUTES[language][rule] ?? MINUTES[language].many ?? MINUTES[language].other;
  return OF_MINUTES[language][rule === 'one' ? 'one' : 'other'];
}

/** @param {string} text */
function split(text) {
  return text.split(' ');
}
