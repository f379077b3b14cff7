import { UsageError } from './help.mjs';

/**
 * Reads `--name value` and `--flag`.
 * @template {Record<string, string | number | boolean>} T
 * @param {string[]} words
 * @param {T} defaults their types say what is expected
 * @returns {T & { rest: string[] }}
 */
export function readOptions(words, defaults) {
  /** @type {any} */
  const options = { ...defaults, rest: [] };
  for (let i = 0; i < words.length; i++) {
    const word = words[i];
    if (!word.startsWith('--')) {
      options.rest.push(word);
      continue;
    }
    const [name, given] = word.slice(2).split(/=(.*)/s, 2);
    if (!Object.hasOwn(defaults, name)) throw new UsageError(`There is no option --${name}. See npx spillway --help`);
    const expected = typeof defaults[name];
    if (expected === 'boolean') {
      options[name] = true;
      continue;
    }
    const value = given ?? words[++i];
    if (value === undefined) throw new UsageError(`--${name} needs a value.`);
    options[name] = expected === 'number' ? number(name, value) : value;
  }
  return options;
}

/** @param {string} name @param {string} value */
function number(name, value) {
  const found = Number(value);
  if (value.trim() === '' || !Number.isFinite(found) || found < 0)
    throw new UsageError(`--${name} is "${value}": expected a number.`);
  return found;
}
