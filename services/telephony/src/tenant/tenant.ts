import { existsSync, readFileSync } from 'node:fs';
import { rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { CONFIG } from '#common/config/config.js';
import type { ReplyOf } from '#common/contracts/contract.js';
import {
  type AgentConfig,
  configChanged,
  configGet,
  type Flow,
  type QueueConfig,
} from '#common/contracts/directory.js';
import { describeError } from '#common/errors/errors.js';
import { Health } from '#common/health/health.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';

type Setup = ReplyOf<typeof configGet>;
const EMPTY: Setup = { version: -1, queues: [], flows: [], entries: [], agents: [], dispositions: [] };
const AGAIN_MS = 30_000;

/** The tenant's set-up: read from directory, kept in memory and on disk, so that calls are served while directory is away. */
@Injectable()
export class Tenant implements OnApplicationBootstrap, OnApplicationShutdown {
  readonly id: string;
  private setup: Setup = EMPTY;
  private readonly file: string;
  private readonly changed = new Set<() => void>();
  private readonly stopping = new AbortController();
  private stop?: () => void;
  private timer?: NodeJS.Timeout;
  private wanted = false;
  private reading = false;
  private readonly log = log('tenant');

  constructor(
    @Inject(CONFIG) config: Config,
    private readonly bus: Bus,
    health: Health,
  ) {
    health.need('set-up', () => (this.setup.version < 0 ? 'directory has not answered yet' : 'up'));
    this.id = config.tenant;
    this.file = join(config.dir, 'setup.json');
    if (existsSync(this.file)) this.setup = remembered(this.file);
  }

  onApplicationBootstrap(): void {
    this.stop = this.bus.subscribe(configChanged, ({ tenant }) => (tenant === this.id ? this.read() : undefined));
    // A notice may be lost; asking now and then bounds how long we would go by an old set-up.
    this.timer = setInterval(() => void this.read(), AGAIN_MS);
    void this.read();
  }
  onApplicationShutdown(): void {
    clearInterval(this.timer);
    this.stop?.();
    this.stopping.abort();
  }

  /** Directory has answered at some time. */
  get known(): boolean {
    return this.setup.version >= 0;
  }
  get agents(): readonly AgentConfig[] {
    return this.setup.agents;
  }
  agent(id: string): AgentConfig | undefined {
    return this.setup.agents.find((agent) => agent.id === id);
  }
  queue(id: string): QueueConfig | undefined {
    return this.setup.queues.find((queue) => queue.id === id);
  }
  flowOf(number: string): Flow | undefined {
    const entry = this.setup.entries.find((e) => e.number === number);
    return entry && this.flow(entry.flowId);
  }
  flow(id: string): Flow | undefined {
    return this.setup.flows.find((flow) => flow.id === id);
  }
  hasEntry(number: string): boolean {
    return this.setup.entries.some((e) => e.number === number);
  }
  get entries(): readonly string[] {
    return this.setup.entries.map((e) => e.number);
  }
  onChanged(listener: () => void): void {
    this.changed.add(listener);
  }

  /** One asking at a time, however long directory is away; what is told of meanwhile is asked for afterwards. */
  private async read(): Promise<void> {
    this.wanted = true;
    if (this.reading) return;
    this.reading = true;
    while (this.wanted && !this.stopping.signal.aborted) {
      this.wanted = false;
      await this.ask();
    }
    this.reading = false;
  }

  private async ask(): Promise<void> {
    try {
      const setup = await this.bus.callUntilDone(configGet, { tenant: this.id }, { signal: this.stopping.signal });
      if (setup.version === this.setup.version) return;
      this.setup = setup;
      for (const listener of this.changed) listener();
      this.log.info({ version: setup.version, entries: setup.entries.length }, 'set-up taken over');
      await writeFile(`${this.file}.new`, JSON.stringify(setup), { mode: 0o600 });
      await rename(`${this.file}.new`, this.file);
    } catch (error) {
      if (!this.stopping.signal.aborted) this.log.warn(describeError(error), 'the set-up could not be read');
    }
  }
}

function remembered(file: string): Setup {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Setup;
  } catch {
    return EMPTY;
  }
}
