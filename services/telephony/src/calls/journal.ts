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
import { Inject, Injectable } from '@nestjs/common';
import type { Call } from './call.js';

export const JOURNAL_FILE = Symbol('file of the open calls');
const COMPACT_AT = 8 * 1024 * 1024;

/**
 * The open calls on local disk, so that a restarted process knows whom it serves: one line a change, the last one counts.
 * Lines reach the kernel at once (they outlive a kill of this process); a crash of the machine ends the calls anyway.
 */
@Injectable()
export class Journal {
  private fd?: number;
  private size = 0;
  private readonly last = new Map<string, string>();

  constructor(@Inject(JOURNAL_FILE) private readonly file: string) {}

  /** Reads what the process before us left, and begins a new file with it. A torn last line is left out. */
  load(): Call[] {
    const calls = new Map<string, Call>();
    const text = existsSync(this.file) ? readFileSync(this.file, 'utf8') : '';
    for (const line of text.split('\n')) {
      const entry = parse(line);
      if (!entry) continue;
      if ('ended' in entry) calls.delete(entry.ended);
      else calls.set(entry.interactionId, entry);
    }
    for (const call of calls.values()) this.last.set(call.interactionId, JSON.stringify(call));
    this.compact();
    return [...calls.values()];
  }

  save(call: Call): void {
    const line = JSON.stringify(call);
    if (this.last.get(call.interactionId) === line) return;
    this.last.set(call.interactionId, line);
    this.append(line);
  }

  end(interactionId: string): void {
    if (this.last.delete(interactionId)) this.append(JSON.stringify({ ended: interactionId }));
  }

  close(): void {
    if (this.fd !== undefined) closeSync(this.fd);
    this.fd = undefined;
  }

  private append(line: string): void {
    if (this.fd === undefined) this.compact();
    this.size += writeSync(this.fd!, `${line}\n`);
    if (this.size > COMPACT_AT) this.compact();
  }

  private compact(): void {
    this.close();
    mkdirSync(dirname(this.file), { recursive: true });
    const text = [...this.last.values()].map((line) => `${line}\n`).join('');
    writeFileSync(`${this.file}.new`, text, { mode: 0o600 });
    renameSync(`${this.file}.new`, this.file);
    this.fd = openSync(this.file, 'a', 0o600);
    this.size = Buffer.byteLength(text);
  }
}

function parse(line: string): Call | { ended: string } | undefined {
  try {
    return line ? JSON.parse(line) : undefined;
  } catch {
    return undefined;
  }
}
