import { randomUUID } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fdatasync,
  mkdirSync,
  openSync,
  readFileSync,
  renameSync,
  writeFileSync,
  writeSync,
} from 'node:fs';
import { dirname } from 'node:path';
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
const TRIM_AT = 4 * 1024 * 1024;

/**
 * Facts on local disk before anything else. A line is in the kernel when `append` returns, so a kill of this process loses
 * nothing; the disk has it at most 200 ms later, so a crash of the machine loses that much at the most.
 * The first line names the spool; its facts are numbered on through every restart and trim.
 */
export class Spool {
  readonly id: string;
  private readonly waiting: SpooledFact[] = [];
  private last: number;
  private fd: number;
  private size = 0;
  private syncing?: NodeJS.Timeout;

  constructor(private readonly file: string) {
    mkdirSync(dirname(file), { recursive: true });
    const { id, first, facts } = read(file);
    this.id = id;
    this.waiting.push(...facts);
    this.last = facts.at(-1)?.n ?? first - 1;
    this.fd = this.rewrite();
  }

  /** Facts not yet known to be in the ledger. */
  get depth(): number {
    return this.waiting.length;
  }

  append(fact: Omit<SpooledFact, 'n'>): void {
    const whole = { n: this.last + 1, ...fact };
    this.size += writeSync(this.fd, `${JSON.stringify(whole)}\n`);
    this.last = whole.n;
    this.waiting.push(whole);
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
    if (this.size > TRIM_AT && this.waiting.length === 0) {
      closeSync(this.fd);
      this.fd = this.rewrite();
    }
  }

  close(): void {
    clearTimeout(this.syncing);
    closeSync(this.fd);
  }

  private rewrite(): number {
    const first = this.waiting[0]?.n ?? this.last + 1;
    const lines = [{ spool: this.id, first }, ...this.waiting].map((line) => `${JSON.stringify(line)}\n`).join('');
    writeFileSync(`${this.file}.new`, lines, { mode: 0o600, flush: true });
    renameSync(`${this.file}.new`, this.file);
    this.size = Buffer.byteLength(lines);
    return openSync(this.file, 'a', 0o600);
  }
}

/** A torn last line was never acknowledged to anybody and is left out. */
function read(file: string): { id: string; first: number; facts: SpooledFact[] } {
  const [head, ...rest] = existsSync(file) ? readFileSync(file, 'utf8').split('\n') : [];
  const begun = parse<{ spool: string; first: number }>(head);
  if (!begun) return { id: randomUUID(), first: 1, facts: [] };
  const facts = rest.map((line) => parse<SpooledFact>(line)).filter((fact) => fact !== undefined);
  return { id: begun.spool, first: begun.first, facts };
}

function parse<T>(line: string | undefined): T | undefined {
  try {
    return line ? (JSON.parse(line) as T) : undefined;
  } catch {
    return undefined;
  }
}
