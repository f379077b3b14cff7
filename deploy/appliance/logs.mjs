import {
  closeSync,
  existsSync,
  fstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  renameSync,
  statSync,
} from 'node:fs';
import { copyFile, truncate } from 'node:fs/promises';
import { join } from 'node:path';

const LARGE_BYTES = 20_000_000;
const TAIL_BYTES = 65_536;
const LOOK_MS = 60_000;

/**
 * The installation's log folder; what has grown large is set aside as `<name>.log.1` at each start, and the one before goes.
 * @param {string} home
 */
export function openLogs(home) {
  const dir = join(home, 'logs');
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  for (const file of largeIn(dir, LARGE_BYTES)) renameSync(file, `${file}.1`);
  return dir;
}

/**
 * The same while everything runs: copied and emptied, as whoever writes it has it open (to append).
 * @param {string} dir @param {number} [bytes]
 */
export async function turnLogs(dir, bytes = LARGE_BYTES) {
  for (const file of largeIn(dir, bytes)) {
    await copyFile(file, `${file}.1`);
    await truncate(file);
  }
}

/** @param {string} dir @param {(text: string) => void} tell @returns {() => void} ends it */
export function keepLogsSmall(dir, tell) {
  const look = () => turnLogs(dir).catch((error) => tell(`Logs could not be set aside: ${error.message}`));
  const timer = setInterval(look, LOOK_MS).unref();
  return () => clearInterval(timer);
}

/** The last lines of a log, however large it is. @param {string} file */
export function lastLines(file) {
  if (!existsSync(file)) return `${file} is not there`;
  const fd = openSync(file, 'r');
  try {
    const { size } = fstatSync(fd);
    const tail = Buffer.alloc(Math.min(size, TAIL_BYTES));
    const read = readSync(fd, tail, 0, tail.length, size - tail.length);
    return `${file} ends with:\n${tail.toString('utf8', 0, read).trim().split('\n').slice(-8).join('\n')}`;
  } finally {
    closeSync(fd);
  }
}

/** @param {string} dir @param {number} bytes */
const largeIn = (dir, bytes) =>
  readdirSync(dir)
    .filter((name) => name.endsWith('.log'))
    .map((name) => join(dir, name))
    .filter((file) => existsSync(file) && statSync(file).size > bytes);
