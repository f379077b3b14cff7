import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import type { ReplyOf } from '#common/contracts/contract.js';
import { configChanged, configGet } from '#common/contracts/directory.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { AgentNames } from '#common/names/agent-names.js';

type Config = ReplyOf<typeof configGet>;
const FRESH_MS = 30_000;
const NAME_MS = 5 * 60_000;

interface Kept {
  readonly value: Config;
  readonly at: number;
}

/** What directory says of queues, dispositions and agents' names: fresh when it answers, the last known when it does not. */
@Injectable()
export class DirectoryCache implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly configs = new Map<string, Kept>();
  readonly names: AgentNames;
  private stopHearing?: () => void;
  private readonly log = log('directory-cache');

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {
    this.names = new AgentNames(bus, clock, NAME_MS);
  }

  onApplicationBootstrap(): void {
    this.stopHearing = this.bus.subscribe(configChanged, ({ tenant }) => {
      const kept = this.configs.get(tenant);
      // Stale, not gone: should directory be away at the next question, the old one still answers.
      if (kept) this.configs.set(tenant, { ...kept, at: 0 });
      this.names.changed();
    });
  }

  beforeApplicationShutdown(): void {
    this.stopHearing?.();
  }

  /** Throws BUS.* when directory cannot be asked and never could. */
  async config(tenant: string): Promise<Config> {
    const kept = this.configs.get(tenant);
    if (kept && this.clock.now() - kept.at < FRESH_MS) return kept.value;
    try {
      const value = await this.bus.call(configGet, { tenant }, { timeoutMs: 1000 });
      this.configs.set(tenant, { value, at: this.clock.now() });
      return value;
    } catch (error) {
      if (!kept) throw error;
      this.log.warn(describeError(error), 'directory is away, using what it said last');
      return kept.value;
    }
  }

  /** Names of queues and dispositions, empty while directory was never reached. */
  async labels(
    tenant: string,
  ): Promise<{ queues: ReadonlyMap<string, string>; dispositions: ReadonlyMap<string, string> }> {
    const none = { queues: [], dispositions: [] };
    const { queues, dispositions } = await this.config(tenant).catch(
      () => none as Pick<Config, 'queues' | 'dispositions'>,
    );
    const map = (items: { id: string; name: string }[]) => new Map(items.map((i) => [i.id, i.name]));
    return { queues: map(queues), dispositions: map(dispositions) };
  }
}
