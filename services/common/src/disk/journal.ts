import {
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';

const COMPACT_AT = 8 * 1024 * 1024;

/**
 * What is open, on local disk, so that a restarted process finds its work again: one line a change, the last one counts.
 * Lines reach the kernel at once (they outlive a kill of this process); the disk itself may have them later.
 */
export class Journal<T> {
  private fd?: number;
  private size = 0;
  /** The disk was full in the middle of a line: the next one must not become part of it. */
  private torn = false;
  private readonly last = new Map<string, string>();

  constructor(
    private readonly file: string,
    private readonly keyOf: (entry: T) => string,
  ) {}

  /** Reads what the process before us left, and begins a new file with it. Torn lines are left out. */
  load(): T[] {
    const open = new Map<string, T>();
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : '';
    for (const line of text.split('\n')) {
      const entry = parse<T>(line);
      if (entry === undefined) continue;
      if (isEnd(entry)) open.delete(entry.ended);
      else open.set(this.keyOf(entry), entry);
    }
    for (const [key, entry] of open) this.last.set(key, JSON.stringify(entry));
    this.compact();
    return [...open.values()];
  }

  /** @throws what the file system says, ENOSPC among it; the next change is written again as a whole. */
  save(entry: T): void {
    const key = this.keyOf(entry);
    const line = JSON.stringify(entry);
    if (this.last.get(key) === line) return;
    this.append(line);
    this.last.set(key, line);
  }

  end(key: string): void {
    if (this.last.delete(key)) this.append(JSON.stringify({ ended: key }));
  }

  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }

  private append(line: string): void {
    if (this.fd === undefined) this.compact();
    const before = this.torn ? '\n' : '';
    this.torn = true;
    this.size += writeSync(this.fd!, `${before}${line}\n`);
    this.torn = false;
    if (this.size > COMPACT_AT) this.compact();
  }

  private compact(): void {
    this.close();
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    const text = [...this.last.values()].map((line) => `${line}\n`).join('');
    writeFileSync(`${this.file}.new`, text, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
    this.fd = openSync(this.file, 'a', 0o600);
    this.size = Buffer.byteLength(text);
  }
}

const isEnd = (entry: unknown): entry is { ended: string } =>
  typeof (entry as { ended?: unknown }).ended === 'string' && Object.keys(entry as object).length === 1;

function parse<T>(line: string): T | { ended: string } | undefined {
  try {
    return line ? JSON.parse(line) : undefined;
  } catch {
    return undefined;
  }
}
