import { existsSync } from 'node:fs';
import { type BeforeApplicationShutdown, Inject, Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { describeError } from '#common/errors/errors.js';
import { log, withInteraction } from '#common/log/log.js';
import { AmiDisconnected } from '../ami/ami.errors.js';
import type { Config } from '../config.js';
import type { Segment } from '../segment/segment.js';
import { Segments } from '../segment/segments.js';
import { decide, type FoundTalk, keyOf } from './decide.js';
import { Keeper } from './keeper.js';
import { filesOf, Nodes, type RecordedNode } from './nodes.js';
import { observe } from './observe.js';

const EVERY_MS = 1_000;
/** While the bus tells of every talk, only each so manieth turn looks: a list of all channels is work for Asterisk. */
const SELDOM = 3;

/**
 * Holds what is recorded against what is in Asterisk, at every connection and each second: notices are told once at most,
 * and none comes while the bus or a killed keeper is away.
 */
@Injectable()
export class Reconcile implements OnApplicationBootstrap, BeforeApplicationShutdown {
  private timer?: NodeJS.Timeout;
  /** Untold talks of the last look: with the bus up a notice may be on its way, so only the second look begins them. */
  private readonly seenBefore = new Map<string, Set<string>>();
  /** Talks that had their segment, whatever became of it: not recorded twice. `at`: when that last changed, ms. */
  private readonly dealtWith = new Map<string, { node: string; channel: string; at: number }>();
  private turn = 0;
  private readonly log = log('reconcile');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly nodes: Nodes,
    private readonly segments: Segments,
    private readonly keeper: Keeper,
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.keeper.remember(this.segments.all());
    // At once and not at the next look: what cannot be recorded is told and forgotten between two of them.
    const deal = (segment: Segment) =>
      this.dealtWith.set(keyOf(segment), { node: segment.node, channel: segment.channel, at: this.clock.now() });
    for (const segment of this.segments.all()) deal(segment);
    this.segments.onChange(deal);
    for (const node of this.nodes.all()) node.ami.onConnected(() => this.look(node));
    this.timer = setInterval(() => void this.lookAtAll(), EVERY_MS).unref();
  }

  beforeApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  private async lookAtAll(): Promise<void> {
    if (this.bus.connection.connected && this.turn++ % SELDOM !== 0) return;
    for (const node of this.nodes.all()) await this.look(node);
  }

  async look(node: RecordedNode): Promise<void> {
    const at = this.clock.now();
    try {
      const channels = await observe(node.ami);
      const ours = this.segments.all().filter((segment) => segment.node === node.id);
      const { over, untold, unsure } = decide(ours, channels, at, new Set(this.dealtWith.keys()));
      const there = new Set(channels.map(({ channel }) => channel));
      for (const [key, talk] of this.dealtWith)
        if (talk.node === node.id && talk.at < at && !there.has(talk.channel)) this.dealtWith.delete(key);
      for (const segment of over) await this.keeper.gone(segment, at);
      for (const segment of unsure) await this.settle(node, segment);
      await this.beginFound(node, untold);
    } catch (error) {
      // Nobody to ask: what is recorded stays as it is known. The end of a killed Asterisk is told by the next one.
      if (!(error instanceof AmiDisconnected))
        this.log.warn({ node: node.id, ...describeError(error) }, 'Asterisk could not be asked');
    }
  }

  /** The keeper was killed, or Asterisk was silent, between asking and answering: a file says that it records. */
  private async settle(node: RecordedNode, segment: Segment): Promise<void> {
    if (this.clock.now() - segment.startedAt < 10_000 && this.keeper.isBusy(segment.channel)) return;
    if (existsSync(filesOf(node, segment).received)) await this.keeper.settle(segment);
    else this.segments.move(segment, 'missing', { missing: 'engine-refused', endedAt: this.clock.now() });
  }

  private async beginFound(node: RecordedNode, found: FoundTalk[]): Promise<void> {
    const before = this.seenBefore.get(node.id);
    const trusted = found.filter((talk) => !this.bus.connection.connected || before?.has(keyOf(talk)));
    this.seenBefore.set(node.id, new Set(found.map(keyOf)));
    for (const talk of trusted) {
      this.log.warn(
        { node: node.id, reservationId: talk.reservationId },
        'a talk that nobody told of is recorded from now on',
      );
      const unknown = { tenant: this.config.tenant, agentId: null, queueId: null, notice: null, noticeAt: null };
      await withInteraction(talk.interactionId, () => this.keeper.begin({ ...unknown, ...talk, node: node.id }));
    }
  }
}
