import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fdatasync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { writeAll } from '#common/disk/whole.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';

/** A fact as it waits on disk. `n` counts the facts of this spool from 1 without gaps. */
export interface SpooledFact {
  readonly n: number;
  readonly id: string;
  readonly tenant: string;
  readonly type: string;
  readonly interactionId: string;
  readonly at: number;
  /** Hybrid time of the moment it was taken down; it reaches the ledger later. */
  readonly hlc?: string;
  /** The fact of the same interaction that led to this one. */
  readonly cause: string | null;
  readonly data: Record<string, unknown>;
}

const SYNC_MS = 200;
/** How often what a full disk did not take is tried again, ms. */
const AGAIN_MS = 1000;
const TRIM_AT = 4 * 1024 * 1024;

/**
 * Facts on local disk before anything else. A line is in the kernel when `append` returns, so a kill of this process loses
 * nothing; the disk has it at most 200 ms later, so a crash of the machine loses that much at the most.
 * The first line names the spool; its facts are numbered on through every restart and trim.
 * A full disk stops nothing: what it does not take waits in memory, goes into the ledger from there and to disk with room.
 */
export class Spool {
  readonly id: string;
  private readonly waiting: SpooledFact[] = [];
  /** Lines that the disk has not taken, oldest first; 0 is the file's first line. */
  private unwritten: { n: number; line: string }[] = [];
  /** The file may end in the middle of a line: the next one must not become part of it. */
  private torn = false;
  private again?: NodeJS.Timeout;
  private last: number;
  private fd: number;
  private size = 0;
  private syncing?: NodeJS.Timeout;

  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
    const { id, first, facts } = read(file) ?? { id: randomUUID(), first: 1, facts: [] };
    this.id = id;
    this.waiting.push(...facts);
    this.last = facts.at(-1)?.n ?? first - 1;
    this.fd = this.begin();
  }

  /** Facts that are in memory alone. */
  get unkept(): number {
    return this.unwritten.length;
  }

  /** Facts not yet known to be in the ledger. */
  get depth(): number {
    return this.waiting.length;
  }

  append(fact: Omit<SpooledFact, 'n'>): void {
    const whole = { n: this.last + 1, ...fact };
    this.last = whole.n;
    this.waiting.push(whole);
    this.unwritten.push({ n: whole.n, line: `${JSON.stringify(whole)}\n` });
    this.write();
    this.syncing ??= setTimeout(() => {
      this.syncing = undefined;
      fdatasync(this.fd, (error) => error && log('facts').error({ err: error }, 'the spool could not be synced'));
    }, SYNC_MS);
  }

  /** The oldest ones, in order. */
  head(most: number): SpooledFact[] {
    return this.waiting.slice(0, most);
  }

  /** Everything up to and with number `n` is in the ledger. */
  drained(n: number): void {
    const done = this.waiting.findIndex((fact) => fact.n > n);
    this.waiting.splice(0, done === -1 ? this.waiting.length : done);
    this.unwritten = this.unwritten.filter((line) => line.n === 0 || line.n > n);
    if (this.size > TRIM_AT && this.waiting.length === 0) this.trim();
  }

  close(): void {
    clearTimeout(this.syncing);
    clearTimeout(this.again);
    closeSync(this.fd);
  }

  private write(): void {
    const before = this.unwritten.length > 1;
    try {
      if (this.torn) this.size += writeAll(this.fd, '\n');
      this.torn = false;
      for (const { line } of this.unwritten) {
        this.torn = true;
        this.size += writeAll(this.fd, line);
        this.torn = false;
        this.unwritten = this.unwritten.slice(1);
      }
      if (before) log('facts').info('the spool has all facts again');
    } catch (error) {
      if (!before)
        log('facts').error(describeError(error), 'facts are in memory alone: the spool could not be written');
      this.again ??= setTimeout(() => {
        this.again = undefined;
        if (this.unwritten.length) this.write();
      }, AGAIN_MS);
    }
  }

  private trim(): void {
    const old = this.fd;
    try {
      this.fd = this.rewrite();
      closeSync(old);
    } catch (error) {
      rmSync(`${this.file}.new`, { force: true });
      log('facts').warn(describeError(error), 'the spool could not be shortened');
    }
  }

  /** A file of what is waiting alone; without room for one, the file that is there goes on. */
  private begin(): number {
    try {
      return this.rewrite();
    } catch (error) {
      rmSync(`${this.file}.new`, { force: true });
      log('facts').error(describeError(error), 'the spool could not be begun anew');
    }
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : '';
    this.size = Buffer.byteLength(text);
    this.torn = text !== '' && !text.endsWith('\n');
    if (!read(this.file)) this.unwritten.push({ n: 0, line: this.header() });
    return openSync(this.file, 'a', 0o600);
  }

  private header(): string {
    return `${JSON.stringify({ spool: this.id, first: this.waiting[0]?.n ?? this.last + 1 })}\n`;
  }

  private rewrite(): number {
    const lines = this.header() + this.waiting.map((fact) => `${JSON.stringify(fact)}\n`).join('');
    writeFileSync(`${this.file}.new`, lines, { mode: 0o600, flush: true });
    renameSync(`${this.file}.new`, this.file);
    this.size = Buffer.byteLength(lines);
    this.torn = false;
    this.unwritten = [];
    return openSync(this.file, 'a', 0o600);
  }
}

/**
 * Torn lines are left out: the disk did not take them whole, and a process that lived on wrote them again after them (so a
 * number may be there twice). undefined when the file does not say whose it is.
 */
function read(file: string): { id: string; first: number; facts: SpooledFact[] } | undefined {
  const lines = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  // The first line itself may have been torn.
  const head = lines.findIndex((line) => parse<{ spool?: string }>(line)?.spool);
  const begun = parse<{ spool: string; first: number }>(lines[head]);
  if (!begun) return undefined;
  const facts: SpooledFact[] = [];
  for (const line of lines.slice(head + 1)) {
    const fact = parse<SpooledFact>(line);
    if (fact && fact.n > (facts.at(-1)?.n ?? 0)) facts.push(fact);
  }
  return { id: begun.spool, first: begun.first, facts };
}

function parse<T>(line: string | undefined): T | undefined {
  try {
    return line ? (JSON.parse(line) as T) : undefined;
  } catch {
    return undefined;
  }
}
