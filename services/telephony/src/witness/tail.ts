import { open, readFile, rename, stat, writeFile } from 'node:fs/promises';

const CHUNK = 256 * 1024;

/** Reads whole lines that were appended to a file since the last time, across restarts of ours; a new file begins anew. */
export class Tail {
  private place?: { inode: number; offset: number };

  constructor(
    private readonly file: string,
    private readonly remembered: string,
  ) {}

  /** The next lines, none when there is nothing new. `keep` makes them read for good. */
  async next(): Promise<{ lines: string[]; keep: () => Promise<void> }> {
    const nothing = { lines: [], keep: async () => {} };
    const now = await stat(this.file).catch(() => undefined);
    if (!now) return nothing;
    this.place ??= await this.recall();
    const { inode, offset } =
      this.place?.inode === now.ino && this.place.offset <= now.size ? this.place : { inode: now.ino, offset: 0 };
    const text = await this.read(offset, Math.min(CHUNK, now.size - offset));
    // A line without its end is still being written.
    const end = text.lastIndexOf(0x0a) + 1;
    if (end === 0) return nothing;
    const lines = text
      .subarray(0, end - 1)
      .toString('utf8')
      .split('\n');
    return { lines, keep: () => this.remember({ inode, offset: offset + end }) };
  }

  private async read(offset: number, length: number): Promise<Buffer> {
    if (length <= 0) return Buffer.alloc(0);
    const handle = await open(this.file);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(length), 0, length, offset);
      return buffer.subarray(0, bytesRead);
    } finally {
      await handle.close();
    }
  }

  private async recall(): Promise<{ inode: number; offset: number } | undefined> {
    return readFile(this.remembered, 'utf8').then(JSON.parse, () => undefined);
  }
  private async remember(place: { inode: number; offset: number }): Promise<void> {
    this.place = place;
    await writeFile(`${this.remembered}.new`, JSON.stringify(place));
    await rename(`${this.remembered}.new`, this.remembered);
  }
}
