import { open, readFile, rename, writeFile } from 'node:fs/promises';
import { type LogFile, logFiles } from '#common/files/turned-log.js';

const CHUNK = 256 * 1024;

interface Place {
  inode: number;
  offset: number;
}

/**
 * Reads whole lines that were appended to a log since the last time, across restarts of ours and over its turning; what was
 * read of it and is not there any more begins anew.
 */
export class Tail {
  private place?: Place;

  constructor(
    private readonly file: string,
    private readonly remembered: string,
  ) {}

  /** The next lines, none when there is nothing new. `keep` makes them read for good. */
  async next(): Promise<{ lines: string[]; keep: () => Promise<void> }> {
    const nothing = { lines: [], keep: async () => {} };
    const files = await logFiles(this.file);
    this.place ??= await this.recall();
    const known = this.place && (await indexOf(files, this.place));
    let offset = known === undefined ? 0 : (this.place?.offset ?? 0);
    // Its writer writes one line after the other: once a later file has one, nothing comes into this one any more.
    for (let index = known ?? 0; index < files.length; index++, offset = 0) {
      const { path, inode, size } = files[index]!;
      const text = await read(path, inode, offset, Math.min(CHUNK, size - offset));
      if (!text) return nothing;
      // A line without its end is still being written.
      const end = text.lastIndexOf(0x0a) + 1;
      if (end > 0) {
        const lines = text.toString('utf8', 0, end - 1).split('\n');
        return { lines, keep: () => this.remember({ inode, offset: offset + end }) };
      }
    }
    return nothing;
  }

  private async recall(): Promise<Place | undefined> {
    // Torn by a crash it is as good as none: what is told again has the same ids.
    const text = await readFile(this.remembered, 'utf8').catch(() => '');
    try {
      return JSON.parse(text);
    } catch {
      return undefined;
    }
  }
  private async remember(place: Place): Promise<void> {
    this.place = place;
    await writeFile(`${this.remembered}.new`, JSON.stringify(place));
    await rename(`${this.remembered}.new`, this.remembered);
  }
}

/** Where reading goes on. A number of a file that is gone may be another's by now: what was read ends with a line. */
async function indexOf(files: readonly LogFile[], place: Place): Promise<number | undefined> {
  const index = files.findIndex(({ inode, size }) => inode === place.inode && place.offset <= size);
  const file = files[index];
  if (!file || place.offset === 0) return file && index;
  const last = await read(file.path, file.inode, place.offset - 1, 1);
  return last?.[0] === 0x0a ? index : undefined;
}

/** undefined: another file has this name by now, and the next look finds out. */
async function read(path: string, inode: number, offset: number, length: number): Promise<Buffer | undefined> {
  const handle = await open(path);
  try {
    if ((await handle.stat()).ino !== inode) return undefined;
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(Math.max(length, 0)), 0, Math.max(length, 0), offset);
    return buffer.subarray(0, bytesRead);
  } finally {
    await handle.close();
  }
}
