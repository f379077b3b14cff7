import { statfs } from 'node:fs/promises';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { diskFull, freeBytes } from '../metrics.js';
import { isFull } from './threshold.js';

const EVERY_MS = 1_000;

/** Whether there is room where recordings go: in plain beside each Asterisk node, and sealed in the store. */
@Injectable()
export class Space implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private isFullNow = false;
  private timer?: NodeJS.Timeout;
  private readonly listeners: ((full: boolean, at: number) => void)[] = [];
  private readonly log = log('space');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly clock: Clock,
  ) {}

  get full(): boolean {
    return this.isFullNow;
  }
  /** What telephony is told: take no new call. */
  get refuseCalls(): boolean {
    return this.isFullNow && this.config.whenDiskFull === 'refuse';
  }

  async onApplicationBootstrap(): Promise<void> {
    await this.look();
    this.timer = setInterval(() => void this.look(), EVERY_MS).unref();
  }
  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** Told at each change, with its time. */
  onChange(listener: (full: boolean, at: number) => void): void {
    this.listeners.push(listener);
  }

  /** Somebody ran into the end of the disk before we looked. */
  hit(): void {
    this.set(true);
  }

  async look(): Promise<void> {
    const places = [this.config.dir, ...this.config.nodes.map((node) => node.spoolDir)];
    const free = await Promise.all(places.map(freeIn));
    const least = Math.min(...free.filter((bytes) => bytes !== null));
    if (!Number.isFinite(least)) return;
    freeBytes.set(least);
    this.set(isFull(this.isFullNow, least, this.config.leastFreeMb * 2 ** 20));
  }

  private set(full: boolean): void {
    diskFull.set(full ? 1 : 0);
    if (full === this.isFullNow) return;
    this.isFullNow = full;
    this.log[full ? 'error' : 'info'](
      { policy: this.config.whenDiskFull },
      full ? 'no room for recordings' : 'room for recordings again',
    );
    for (const listener of this.listeners) listener(full, this.clock.now());
  }
}

/** Unknown is not zero: a place that cannot be looked at says nothing. */
async function freeIn(dir: string): Promise<number | null> {
  try {
    const { bavail, bsize } = await statfs(dir);
    return bavail * bsize;
  } catch {
    return null;
  }
}
