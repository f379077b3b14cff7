import { rm } from 'node:fs/promises';
import { setTimeout as wait } from 'node:timers/promises';
import { type BeforeApplicationShutdown, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { describeError } from '#common/errors/errors.js';
import { log, withInteraction } from '#common/log/log.js';
import { Gate } from '#common/work/gate.js';
import { filesOf, Nodes } from '../keeper/nodes.js';
import { missing, stored } from '../metrics.js';
import type { Segment } from '../segment/segment.js';
import { Segments } from '../segment/segments.js';
import { Space } from '../space/space.js';
import { Sealer } from './sealer.js';
import { Teller } from './teller.js';

/** How many are sealed at a time: the calls that go on need the machine more. */
const SEALED_AT_A_TIME = 3;
/** MixMonitor closes its files in a thread of its own, after StopMixMonitor was answered. */
const CLOSED_AFTER_MS = 250;
const AGAIN_MS = 1_000;

/** Takes each segment to its end: seal, tell, remove what is plain. What fails is tried again for as long as it takes. */
@Injectable()
export class Finisher implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private readonly sealing = new Gate(SEALED_AT_A_TIME);
  private readonly inHand = new Set<string>();
  private stopped = false;
  private running = 0;
  private readonly log = log('finisher');

  constructor(
    private readonly segments: Segments,
    private readonly nodes: Nodes,
    private readonly sealer: Sealer,
    private readonly teller: Teller,
    private readonly space: Space,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.segments.onChange((segment) => this.take(segment));
    for (const segment of this.segments.all()) this.take(segment);
  }

  async beforeApplicationShutdown(): Promise<void> {
    this.stopped = true;
    while (this.running > 0) await wait(20);
  }

  private take(segment: Segment): void {
    // Whether it runs is about to be known, or Reconcile finds out: nothing to tell yet.
    if (segment.state === 'starting' || this.inHand.has(segment.id)) return;
    this.inHand.add(segment.id);
    const closed = segment.state === 'ended' ? (segment.endedAt ?? 0) + CLOSED_AFTER_MS - this.clock.now() : 0;
    if (closed > 0) setTimeout(() => void this.run(segment), Math.min(closed, CLOSED_AFTER_MS)).unref();
    else void this.run(segment);
  }

  private async run(segment: Segment): Promise<void> {
    if (this.stopped) return;
    this.running++;
    const outcome = await withInteraction(segment.interactionId, () => this.step(segment));
    this.inHand.delete(segment.id);
    if (outcome === 'changed') this.take(segment);
    if (outcome === 'failed') setTimeout(() => this.take(segment), AGAIN_MS).unref();
    this.running--;
  }

  /** changed: it went on while it was in hand, so there is more to do at once. */
  private async step(segment: Segment): Promise<'done' | 'changed' | 'failed'> {
    try {
      if (segment.state === 'ended') await this.sealing.through(() => this.seal(segment));
      const told = segment.state;
      const masks = segment.masks.length;
      await this.teller.tell(segment);
      if (told !== segment.state || masks !== segment.masks.length) return 'changed';
      if (told === 'sealed' || told === 'missing' || told === 'unwanted') await this.clear(segment);
      return 'done';
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOSPC') this.space.hit();
      this.log.warn({ recordingId: segment.id, state: segment.state, ...describeError(error) }, 'will be tried again');
      return 'failed';
    }
  }

  private async seal(segment: Segment): Promise<void> {
    const node = this.nodes.get(segment.node);
    if (!node) return this.lose(segment);
    try {
      const sealed = await this.sealer.seal(segment, filesOf(node, segment));
      this.segments.move(segment, 'sealed', { sealed });
      stored.inc();
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
      this.lose(segment);
    }
  }

  private lose(segment: Segment): void {
    missing.inc({ reason: 'file-lost' });
    this.log.error({ recordingId: segment.id }, 'the files of a recording are not there');
    this.segments.move(segment, 'missing', { missing: 'file-lost' });
  }

  private async clear(segment: Segment): Promise<void> {
    const node = this.nodes.get(segment.node);
    if (node) for (const file of Object.values(filesOf(node, segment))) await rm(file, { force: true });
    this.segments.forget(segment);
  }
}
