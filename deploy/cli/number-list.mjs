import { columns, dim } from '../appliance/paint.mjs';
import { findRun } from './find.mjs';
import { readOptions } from './options.mjs';

/** `spillway number list` @param {string[]} words @returns {Promise<number>} */
export async function numberList(words) {
  const { json } = readOptions(words, { json: false });
  const { numbers } = findRun();
  if (json) console.log(JSON.stringify(numbers, null, 2));
  else
    console.log(
      columns([[dim('number'), dim('leads to')], ...numbers.map((/** @type {any} */ n) => [n.number, n.leadsTo])]),
    );
  return 0;
}
