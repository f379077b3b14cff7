import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { type LogFile, logFiles } from '#common/files/turned-log.js';

export const celFile = (logDir: string): string => join(logDir, 'cel-custom', 'spillway.csv');

/**
 * No talk is longer. What began before a day and goes on in it is not of that day, so reading begins so much earlier; and
 * what began in it may end so much later. ms.
 */
export const LONGEST_MS = 12 * 3_600_000;

/** What a node's channel event log has of a time. */
export interface CelLog {
  /** The lines about bridges, oldest first. */
  readonly lines: string[];
  /** False: a part of that time was deleted. */
  readonly whole: boolean;
  /** Nothing is written at this moment, and what was ends here, ms; null while there is a file that is being written. */
  readonly endsAt: number | null;
}

/** Reads the files that may hold talks which began from `from` to `to`, ms, and none else. Rejects when one cannot be read. */
export async function readCel(logDir: string, from: number, to: number): Promise<CelLog> {
  for (;;) {
    const files = await logFiles(celFile(logDir));
    const [since, until] = [from - LONGEST_MS, to + LONGEST_MS];
    const lines: string[] = [];
    let moved = false;
    for (const file of files.filter((each) => each.to > since && each.from < until))
      moved ||= !(await readInto(lines, file, since, until));
    // One of them was turned over while we read: it has another name by now.
    if (!moved) return { lines, whole: covers(files, from, to), endsAt: endOf(files) };
  }
}

async function readInto(lines: string[], { path, inode }: LogFile, since: number, until: number): Promise<boolean> {
  const handle = await open(path);
  try {
    if ((await handle.stat()).ino !== inode) return false;
    for await (const line of handle.readLines({ autoClose: false })) {
      if (!line.includes('BRIDGE_')) continue;
      const at = Number(/^"?(\d+(?:\.\d+)?)/.exec(line)?.[1]) * 1_000;
      if (at >= since && at < until) lines.push(line);
    }
    return true;
  } finally {
    await handle.close();
  }
}

/** Each file begins where the one before ended; a time between two, or before the first, was deleted. */
function covers(files: readonly LogFile[], from: number, to: number): boolean {
  let end = 0;
  for (const file of files) {
    const gap = file.from > end && end < to && file.from > from;
    if (gap) return false;
    end = file.to;
  }
  return true;
}

function endOf(files: readonly LogFile[]): number | null {
  const end = files.at(-1)?.to ?? 0;
  return Number.isFinite(end) ? end : null;
}
