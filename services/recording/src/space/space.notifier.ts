import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { recordingFacts } from '#common/contracts/recording.js';
import { Database } from '#common/db/database.js';
import { describeError } from '#common/errors/errors.js';
import { uuidv7 } from '#common/ids/ids.js';
import { Ledger } from '#common/ledger/ledger.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { Space } from './space.js';

const AGAIN_MS = 1_000;

/** Tells the ledger when the disk was full and when no longer; the same disk may be why that has to wait. */
@Injectable()
export class SpaceNotifier implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly untold: { id: string; on: boolean; at: number }[] = [];
  private timer?: NodeJS.Timeout;
  private readonly log = log('space');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    space: Space,
    private readonly db: Database,
    private readonly ledger: Ledger,
  ) {
    // Here and not at bootstrap: the first look may come before that.
    space.onChange((on, at) => this.untold.push({ id: uuidv7(at), on, at }));
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.tell(), AGAIN_MS).unref();
  }
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async tell(): Promise<void> {
    if (this.untold.length === 0) return;
    const now = [...this.untold];
    const facts = this.ledger.facts();
    for (const { id, on, at } of now)
      facts.add(recordingFacts.refused, { about: 'disk', at, id }, { at, reason: 'disk-full', on });
    try {
      await this.db.inTenant(this.config.tenant, (tx) => this.ledger.append(tx, this.config.tenant, facts));
      this.untold.splice(0, now.length);
    } catch (error) {
      this.log.warn(describeError(error), 'the full disk could not be told to the ledger yet');
    }
  }
}
