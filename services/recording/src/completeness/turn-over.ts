import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { describeError } from '#common/errors/errors.js';
import { turnOver } from '#common/files/turned-log.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { celFile } from './cel-log.js';

const EVERY_MS = 60_000;

/** Asterisk's channel event log in parts of a day, the oldest deleted. Telephony does the same with the CDR. */
@Injectable()
export class TurnOverCel implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  private readonly log = log('completeness');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.turn(), EVERY_MS).unref();
  }
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  async turn(): Promise<void> {
    const { nodes, witnessDays, witnessFileMb } = this.config;
    const rule = { now: this.clock.now(), mostBytes: witnessFileMb * 2 ** 20, keepMs: witnessDays * 86_400_000 };
    for (const { id, logDir } of nodes)
      await turnOver(celFile(logDir), rule).catch((error: unknown) =>
        this.log.warn({ node: id, ...describeError(error) }, 'event log not turned over'),
      );
  }
}
