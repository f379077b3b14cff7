import { setTimeout as wait } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { describeError } from '#common/errors/errors.js';
import { uuidv7 } from '#common/ids/ids.js';
import { log } from '#common/log/log.js';
import { AmiRefused } from '../ami/ami.errors.js';
import { maskMixMonitor, startMixMonitor, stopMixMonitor } from '../ami/mixmonitor.js';
import { begun, missing } from '../metrics.js';
import { isMasked, isOpen, type MissingReason, type Segment } from '../segment/segment.js';
import { Segments } from '../segment/segments.js';
import { Space } from '../space/space.js';
import { amiFor, filesOf, Nodes } from './nodes.js';
import { Policies } from './policies.js';
import { Turns } from './turns.js';

/** A talk that has begun, as telephony tells of it or as it was found in Asterisk. */
export interface TalkBegun {
  readonly tenant: string;
  readonly interactionId: string;
  readonly reservationId: string;
  readonly agentId: string | null;
  readonly queueId: string | null;
  readonly node: string;
  readonly channel: string;
  readonly notice: string | null;
  readonly noticeAt: number | null;
}

/** Asterisk lets go of a channel's hooks with the next frames; a recording begun sooner loses the new agent's voice (ADR 0003). */
const SETTLE_MS = 60;

/** Many more than talk at a time. */
const MASKED_AT_MOST = 10_000;

/** Begins, masks and ends the recordings of talks. One thing at a time for each channel. */
@Injectable()
export class Keeper {
  private readonly turns = new Turns();
  private readonly stoppedAt = new Map<string, number>();
  /** Masked talks: a segment of the same talk that begins later begins masked. */
  private readonly masked = new Set<string>();
  private readonly log = log('keeper');

  constructor(
    private readonly nodes: Nodes,
    private readonly segments: Segments,
    private readonly policies: Policies,
    private readonly space: Space,
    private readonly clock: Clock,
  ) {}

  /** A talk began. Told twice, it is begun once. */
  begin(talk: TalkBegun): Promise<void> {
    return this.turns.take(talk.channel, async () => {
      if (this.segments.openOf(talk.reservationId)) return;
      for (const earlier of this.segments.openOn(talk.channel)) await this.stop(earlier, this.clock.now());
      await this.start(talk);
    });
  }

  /** A talk ended, or its channel is no more. */
  end(channel: string, reservationId: string, at: number): Promise<void> {
    return this.turns.take(channel, async () => {
      const segment = this.segments.openOf(reservationId);
      if (segment) await this.stop(segment, at);
    });
  }

  /** Masks a talk or lets it go on. False: it is not being recorded now; a mask is remembered for its next segment. */
  async mask(reservationId: string, on: boolean): Promise<boolean> {
    if (on) this.rememberMask(reservationId);
    else this.masked.delete(reservationId);
    const open = this.segments.openOf(reservationId);
    if (!open) return false;
    return this.turns.take(open.channel, async () => {
      const segment = this.segments.openOf(reservationId);
      const node = segment && this.nodes.get(segment.node);
      if (!node) return false;
      if (isMasked(segment) === on) return true;
      await maskMixMonitor(amiFor(node, segment.channel), segment.channel, segment.mixId, on);
      segment.masks.push({ on, at: this.clock.now() });
      this.segments.changed(segment);
      return true;
    });
  }

  /**
   * The answer to its beginning was lost, but its file is there: it is recorded, and masked first where it is to be.
   * @throws what Asterisk says; it is looked at again
   */
  settle(segment: Segment): Promise<void> {
    return this.turns.take(segment.channel, async () => {
      const node = this.nodes.get(segment.node);
      if (segment.state !== 'starting' || !node) return;
      if (this.masked.has(segment.reservationId)) {
        // Which of a channel’s MixMonitors it is, is not known without its answer: with no id Asterisk masks all of them.
        await maskMixMonitor(amiFor(node, segment.channel), segment.channel, segment.mixId, true);
        if (!isMasked(segment)) segment.masks.push({ on: true, at: this.clock.now() });
      }
      this.segments.move(segment, 'recording');
    });
  }

  /** Its caller or agent has no channel any more. */
  gone(segment: Segment, at: number): Promise<void> {
    return this.turns.take(segment.channel, async () => {
      if (isOpen(segment)) await this.stop(segment, at);
    });
  }

  /** Nobody tells of the end of a talk that is masked to its end: the oldest ones are forgotten. */
  private rememberMask(reservationId: string): void {
    this.masked.add(reservationId);
    if (this.masked.size > MASKED_AT_MOST) this.masked.delete(this.masked.values().next().value ?? '');
  }

  /** What a keeper before us had masked stays masked. */
  remember(segments: readonly Segment[]): void {
    for (const segment of segments) if (isOpen(segment) && isMasked(segment)) this.masked.add(segment.reservationId);
  }

  /** Something is being done with this channel at the moment. */
  isBusy(channel: string): boolean {
    return this.turns.has(channel);
  }

  private async start(talk: TalkBegun): Promise<void> {
    const node = this.nodes.get(talk.node);
    const policy = this.policies.of(talk.tenant, talk.queueId);
    const settled = (this.stoppedAt.get(talk.channel) ?? 0) + SETTLE_MS - this.clock.now();
    if (settled > 0) await wait(settled);
    const startedAt = this.clock.now();
    const segment: Segment = {
      ...talk,
      id: uuidv7(startedAt),
      reason: policy.reason,
      startedAt,
      deleteAt: startedAt + policy.retentionMs,
      endedAt: null,
      state: policy.record ? 'starting' : 'unwanted',
      mixId: '',
      masks: [],
      missing: null,
      sealed: null,
    };
    this.segments.add(segment);
    begun.inc({ outcome: policy.record ? 'begun' : 'unwanted' });
    if (!policy.record) return;
    if (!node) return this.lose(segment, 'engine-refused');
    if (this.space.full) return this.lose(segment, 'disk-full');
    try {
      const mixId = await startMixMonitor(amiFor(node, segment.channel), segment.channel, filesOf(node, segment));
      if (this.masked.has(segment.reservationId)) {
        await maskMixMonitor(amiFor(node, segment.channel), segment.channel, mixId, true);
        segment.masks.push({ on: true, at: this.clock.now() });
      }
      this.segments.move(segment, 'recording', { mixId });
    } catch (error) {
      this.log.warn(
        { recordingId: segment.id, node: segment.node, ...describeError(error) },
        'Asterisk did not begin to record',
      );
      // Anything but a clear no leaves it unknown whether a MixMonitor runs: the files will tell, see Reconcile.
      if (error instanceof AmiRefused || error instanceof RangeError) this.lose(segment, 'engine-refused');
    }
  }

  private async stop(segment: Segment, at: number): Promise<void> {
    const node = this.nodes.get(segment.node);
    try {
      if (node) await stopMixMonitor(amiFor(node, segment.channel), segment.channel, segment.mixId);
    } catch (error) {
      // Not stopped for certain: it stays open, and Reconcile ends it once its channel has gone.
      this.log.warn({ recordingId: segment.id, ...describeError(error) }, 'Asterisk did not stop recording');
      return;
    }
    this.finish(segment, at);
  }

  /** The files of a segment are complete: its MixMonitor was stopped or went with its channel. */
  private finish(segment: Segment, at: number): void {
    this.stoppedAt.set(segment.channel, this.clock.now());
    setTimeout(() => this.stoppedAt.delete(segment.channel), SETTLE_MS).unref();
    this.segments.move(segment, 'ended', { endedAt: Math.max(at, segment.startedAt) });
  }

  private lose(segment: Segment, reason: MissingReason): void {
    missing.inc({ reason });
    this.segments.move(segment, 'missing', { missing: reason, endedAt: this.clock.now() });
  }
}
