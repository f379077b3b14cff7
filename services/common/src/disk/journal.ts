import { closeSync, existsSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describeError } from '../errors/errors.js';
import { log } from '../log/log.js';
import { writeAll } from './whole.js';

const COMPACT_AT = 8 * 1024 * 1024;

/**
 * What is open, on local disk, so that a restarted process finds its work again: one line a change, the last one counts.
 * Lines reach the kernel at once (they outlive a kill of this process); the disk itself may have them later.
 * A full disk must not end what is already known: it lives on in memory, and the next change writes all of it again.
 */
export class Journal<T> {
  private fd?: number;
  private size = 0;
  /** The disk took not all that was told: the file is behind, and its last line may be torn. */
  private behind = false;
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
    try {
      this.compact();
    } catch (error) {
      this.fellBehind(error);
    }
    return [...open.values()];
  }

  save(entry: T): void {
    const key = this.keyOf(entry);
    const line = JSON.stringify(entry);
    if (this.last.get(key) === line) return;
    this.last.set(key, line);
    this.append(line);
  }

  end(key: string): void {
    if (this.last.delete(key)) this.append(JSON.stringify({ ended: key }));
  }

  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }

  private append(line: string): void {
    try {
      if (this.fd === undefined || this.behind) return this.compact();
      this.size += writeAll(this.fd, `${line}\n`);
      if (this.size > COMPACT_AT) this.compact();
    } catch (error) {
      this.fellBehind(error);
    }
  }

  /** A new file with what is open; the old one stays until the new one is whole. */
  private compact(): void {
    mkdirSync(dirname(this.file), { recursive: true, mode: 0o700 });
    const text = [...this.last.values()].map((line) => `${line}\n`).join('');
    writeFileSync(`${this.file}.new`, text, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
    this.close();
    this.fd = openSync(this.file, 'a', 0o600);
    this.size = Buffer.byteLength(text);
    this.behind = false;
  }

  private fellBehind(error: unknown): void {
    if (!this.behind)
      log('journal').error({ file: this.file, ...describeError(error) }, 'what is open is in memory alone');
    this.behind = true;
    // Half of a new file would keep the room that the next try needs.
    rmSync(`${this.file}.new`, { force: true });
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
