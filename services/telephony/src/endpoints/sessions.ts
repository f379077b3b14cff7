import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import type { Config } from '../config.js';

export interface PhoneSession {
  readonly agentId: string;
  /** The sign-in that asked for it and with which it ends; sign-ins of before this was kept have none. */
  readonly signIn?: string;
  /** MD5(user:realm:password); the password is nowhere on our side. */
  readonly digest: string;
  readonly expiresAt: number;
}

/** Agents' phone sign-ins, on disk too: a phone must be able to register again whatever was restarted meanwhile. */
@Injectable()
export class PhoneSessions {
  private readonly byAgent = new Map<string, PhoneSession>();
  private readonly file: string;
  private writing: Promise<void> = Promise.resolve();

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly clock: Clock,
  ) {
    this.file = join(config.dir, 'phones.json');
    for (const session of remembered(this.file))
      if (session.expiresAt > clock.now()) this.byAgent.set(session.agentId, session);
  }

  of(agentId: string): PhoneSession | undefined {
    const session = this.byAgent.get(agentId);
    return session && session.expiresAt > this.clock.now() ? session : undefined;
  }
  agents(): string[] {
    return [...this.byAgent.keys()].filter((id) => this.of(id));
  }

  async set(session: PhoneSession): Promise<void> {
    this.byAgent.set(session.agentId, session);
    await this.write();
  }

  /** False when the agent's phone belongs to another sign-in, a newer one. */
  async end(agentId: string, signIn: string): Promise<boolean> {
    const session = this.byAgent.get(agentId);
    if (!session || (session.signIn ?? signIn) !== signIn) return false;
    this.byAgent.delete(agentId);
    await this.write();
    return true;
  }

  private async write(): Promise<void> {
    // One that failed (a full disk) is told to whoever asked for it, and keeps none of the next from being written.
    const before = this.writing.catch(() => undefined);
    this.writing = before.then(async () => {
      await writeFile(`${this.file}.new`, JSON.stringify([...this.byAgent.values()]), { mode: 0o600 });
      await rename(`${this.file}.new`, this.file);
    });
    await this.writing;
  }
}

/** A file that a crash left torn is as good as none: phones sign in again. */
function remembered(file: string): PhoneSession[] {
  try {
    return existsSync(file) ? (JSON.parse(readFileSync(file, 'utf8')) as PhoneSession[]) : [];
  } catch {
    return [];
  }
}
