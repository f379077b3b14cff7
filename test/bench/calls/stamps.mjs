import { existsSync, readFileSync } from 'node:fs';

/** Lines `number seconds microseconds` of a SIPp log: the first moment of each number, ms. @param {string} file @returns {Map<string, number>} */
export function readStamps(file) {
  /** @type {Map<string, number>} */
  const stamps = new Map();
  if (!existsSync(file)) return stamps;
  for (const line of readFileSync(file, 'utf8').split('\n')) {
    const [, number, seconds, micros] = /(\S+) (\d+)(?:\.\d+)? (\d+)(?:\.\d+)?\s*$/.exec(line) ?? [];
    if (number && !stamps.has(number)) stamps.set(number, Number(seconds) * 1000 + Number(micros) / 1000);
  }
  return stamps;
}

/** @param {number[]} values @param {number} q 0 to 1 */
export function quantile(values, q) {
  if (!values.length) return null;
  const sorted = values.toSorted((a, b) => a - b);
  return Math.round(sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))] * 10) / 10;
}
