import { readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** @param {string} home */
export const runFile = (home) => join(home, 'run.json');

/** Whole or not at all, as scripts watch for it. @param {string} home @param {object} content */
export function writeRun(home, content) {
  const file = runFile(home);
  writeFileSync(`${file}.new`, `${JSON.stringify(content, null, 2)}\n`, { mode: 0o600 });
  renameSync(`${file}.new`, file);
}

/** @param {string} home */
export const removeRun = (home) => rmSync(runFile(home), { force: true });

/** @param {string} home @returns {any} undefined when nothing runs there */
export function readRun(home) {
  try {
    return JSON.parse(readFileSync(runFile(home), 'utf8'));
  } catch {
    return undefined;
  }
}
