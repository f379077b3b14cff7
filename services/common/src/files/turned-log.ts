import { readdir, rename, stat, unlink } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';

const DAY_MS = 86_400_000;

/** One file of a log that is turned over. `to` is Infinity for the one that is being written. Times in ms. */
export interface LogFile {
  readonly path: string;
  readonly inode: number;
  readonly size: number;
  /** It holds what was written from then on; 0: from the beginning. */
  readonly from: number;
  readonly to: number;
}

export interface TurnOver {
  readonly now: number;
  /** Turned over when larger than this, and at the first look of each day (UTC). */
  readonly mostBytes: number;
  /** Files whose last line is older than this are deleted. */
  readonly keepMs: number;
}

/**
 * The files of `<folder>/<name>.csv`, oldest first: those that were turned over are `<name>.<from>-<to>.csv`, each beginning
 * where the one before ended, so that a missing one is a gap that can be seen.
 */
export async function logFiles(path: string): Promise<LogFile[]> {
  const [folder, stem] = [dirname(path), basename(path, '.csv')];
  const turned = new RegExp(`^${stem.replace(/[^a-z0-9-]/gi, '\\$&')}\\.(\\d+)-(\\d+)\\.csv$`);
  // First, so that a file that is turned over meanwhile is found twice and not never.
  const current = await statOf(path);
  const files: LogFile[] = [];
  for (const name of await namesIn(folder)) {
    const [, from, to] = turned.exec(name) ?? [];
    const found = from !== undefined && (await statOf(join(folder, name)));
    if (found) files.push({ path: join(folder, name), ...found, from: Number(from), to: Number(to) });
  }
  files.sort((a, b) => a.to - b.to);
  if (current && !files.some((file) => file.inode === current.inode))
    files.push({ path, ...current, from: files.at(-1)?.to ?? 0, to: Number.POSITIVE_INFINITY });
  return files;
}

/**
 * Sets a file aside whose writer opens it anew for each line, and deletes the oldest. The newest of those set aside stays
 * for ever: it tells that something was written once.
 */
export async function turnOver(path: string, { now, mostBytes, keepMs }: TurnOver): Promise<void> {
  const files = await logFiles(path);
  const current = files.at(-1);
  if (current?.to === Number.POSITIVE_INFINITY && current.size > 0) {
    const { birthtimeMs, mtimeMs } = await stat(path);
    const begun = birthtimeMs || mtimeMs;
    if (current.size >= mostBytes || Math.floor(begun / DAY_MS) < Math.floor(now / DAY_MS)) {
      const to = Math.max(now, current.from + 1);
      await rename(path, join(dirname(path), `${basename(path, '.csv')}.${current.from}-${to}.csv`));
    }
  }
  const aside = files.filter((file) => file.to !== Number.POSITIVE_INFINITY);
  for (const file of aside.slice(0, -1)) if (file.to < now - keepMs) await unlink(file.path);
}

const namesIn = (folder: string): Promise<string[]> => readdir(folder).catch(orNothing([]));
const statOf = (path: string): Promise<{ inode: number; size: number } | undefined> =>
  stat(path).then(({ ino, size }) => ({ inode: ino, size }), orNothing(undefined));

/** What is not there is an answer; what cannot be read is none. */
const orNothing =
  <T>(nothing: T) =>
  (error: NodeJS.ErrnoException): T => {
    if (error.code === 'ENOENT') return nothing;
    throw error;
  };
