import { mkdirSync, writeFileSync } from 'node:fs';
import { cpus, totalmem } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const DOCS = fileURLToPath(new URL('../../../docs/benchmarks/', import.meta.url));

/** What a reader has to know of the machine; no date and no name. */
export const machine = () => ({
  cores: cpus().length,
  processor: cpus()[0]?.model ?? 'unknown',
  memoryGb: Math.round(totalmem() / 2 ** 30),
});

/**
 * Keeps a result: always below $SPILLWAY_HOME, and in docs/benchmarks when it is worth showing.
 * @param {string} kind bench or soak
 * @param {string} name
 * @param {{ result: object, page: string, docs: boolean }} what
 */
export function writeDown(kind, name, { result, page, docs }) {
  const home = join(process.env.SPILLWAY_HOME || '.spillway', kind);
  const json = `${JSON.stringify(result, null, 2)}\n`;
  for (const [dir, prefix] of docs
    ? [
        [home, ''],
        [DOCS, `${kind}-`],
      ]
    : [[home, '']]) {
    mkdirSync(dir, { recursive: true });
    writeFileSync(join(dir, `${prefix}${name}.json`), json);
    writeFileSync(join(dir, `${prefix}${name}.md`), page);
  }
  console.log(`written to ${join(home, name)}.json${docs ? ' and docs/benchmarks' : ''}`);
}

/** A table of Markdown. @param {string[]} head @param {unknown[][]} rows */
export const table = (head, rows) =>
  [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
