import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { CONFIG } from '#common/config/config.js';
import { ready } from '#common/contracts/recording.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';

const ASK_MS = 1_000;

/** Whether calls may be recorded now, asked for all the time so that no call has to wait for the answer. */
@Injectable()
export class RecordingRoom implements OnApplicationBootstrap, OnApplicationShutdown {
  private refuses = false;
  private timer?: NodeJS.Timeout;
  private readonly log = log('admission');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly bus: Bus,
  ) {}

  /** Recording said that there is no room and that calls shall rather be refused. Its silence is no such word. */
  get refusesCalls(): boolean {
    return this.config.refuseWithoutRecording && this.refuses;
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.ask(), ASK_MS);
  }
  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async ask(): Promise<void> {
    try {
      const answer = await this.bus.call(ready, { tenant: this.config.tenant }, { timeoutMs: ASK_MS });
      const refuses = !answer.ready && answer.refuseCalls;
      if (refuses !== this.refuses)
        this.log.warn({ refuses }, 'recording has no room: whether calls are refused has changed');
      this.refuses = refuses;
    } catch {
      // Unknown is not full: what was known last stands.
    }
  }
}
