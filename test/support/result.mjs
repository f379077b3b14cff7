import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const BENCHMARKS = fileURLToPath(new URL('../../docs/benchmarks/', import.meta.url));

export const machine = () => ({
  cores: cpus().length,
  cpu: cpus()[0]?.model ?? 'unknown',
  memoryGiB: Math.round(totalmem() / 2 ** 30),
});

/** Keeps what a run found, for people and for programs. @param {string} name @param {object} result @param {string} text Markdown */
export function keepResult(name, result, text) {
  mkdirSync(BENCHMARKS, { recursive: true });
  writeFileSync(join(BENCHMARKS, `${name}.json`), `${JSON.stringify(result, null, 2)}\n`);
  writeFileSync(join(BENCHMARKS, `${name}.md`), `${text.trim()}\n`);
}

/** @param {string[]} head @param {(string | number)[][]} rows */
export const markdownTable = (head, rows) =>
  [`| ${head.join(' | ')} |`, `|${head.map(() => ' --- |').join('')}`, ...rows.map((row) => `| ${row.join(' | ')} |`)].join('\n');

/** Options `--name value` of a command. @param {string[]} words @param {Record<string, number>} defaults */
export function numbersOf(words, defaults) {
  const given = { ...defaults };
  for (let i = 0; i < words.length; i += 2) {
    const name = words[i].replace(/^--/, '');
    if (!(name in defaults) || !Number.isFinite(Number(words[i + 1])))
      throw new Error(`Options are ${Object.keys(defaults).map((n) => `--${n} <number>`).join(', ')}`);
    given[name] = Number(words[i + 1]);
  }
  return given;
}
