import { join } from 'node:path';
import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { turnOver } from '#common/files/turned-log.js';
import { interactionIdOf } from '#common/ids/ids.js';
import { log } from '#common/log/log.js';
import { counter } from '#common/metrics/metrics.js';
import { entryIdOf, idOfChannel } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import type { Config } from '../config.js';
import { Facts } from '../facts/facts.js';
import { type AsteriskNode, Nodes } from '../nodes/nodes.js';
import { cdrOf } from './cdr.js';
import { callersIn, type Seen } from './missed.js';
import { Tail } from './tail.js';

const LOOK_MS = 5_000;
const cdrFile = (logDir: string): string => join(logDir, 'cdr-custom/spillway.csv');
const REMEMBERED = 5_000;
const missed = counter('spillway_telephony_missed_calls_total', 'Calls of which only Asterisk’s records tell', [
  'cause',
]);

const crowded = counter(
  'spillway_telephony_refused_by_source_total',
  'Calls refused because as many as allowed came from one source',
);

/** Reads Asterisk's own records: a call that came and went while nobody here listened is counted all the same. */
@Injectable()
export class Witness implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly tails: Map<string, Tail>;
  /** node/uniqueid → end, ms, of the last calls read. */
  private readonly ends = new Map<string, number>();
  private readonly reading = new Map<string, Promise<void>>();
  private timer?: NodeJS.Timeout;
  private readonly log = log('witness');

  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly nodes: Nodes,
    private readonly calls: Calls,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {
    this.tails = new Map(
      nodes
        .all()
        .map(({ id, config: node }) => [id, new Tail(cdrFile(node.logDir), join(config.dir, `witness-${id}.json`))]),
    );
  }

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => void this.look(), LOOK_MS);
  }
  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  /** When this call ended, if a record of it was read. */
  endOf(node: string, channel: string): number | undefined {
    return this.ends.get(`${node}/${channel}`);
  }

  /** Reads all that is there by now. One reading at a time for each node. */
  async catchUp(node: AsteriskNode): Promise<void> {
    const before = this.reading.get(node.id) ?? Promise.resolve();
    const now = before
      .then(() => this.read(node))
      .catch((error: Error) => this.log.warn({ node: node.id, error: error.message }, 'records not read'));
    this.reading.set(node.id, now);
    await now;
  }

  private async look(): Promise<void> {
    for (const node of this.nodes.all()) {
      if (node.up) await this.catchUp(node);
      await this.turnOver(node);
    }
  }

  private async turnOver({ id, config: { logDir } }: AsteriskNode): Promise<void> {
    const { witnessDays, witnessFileMb } = this.config;
    const rule = { now: this.clock.now(), mostBytes: witnessFileMb * 2 ** 20, keepMs: witnessDays * 86_400_000 };
    await turnOver(cdrFile(logDir), rule).catch((error: Error) =>
      this.log.warn({ node: id, error: error.message }, 'records not turned over'),
    );
  }

  private async read({ id }: AsteriskNode): Promise<void> {
    for (;;) {
      const part = await this.tails.get(id)?.next();
      if (!part?.lines.length) return;
      const records = part.lines.map(cdrOf).filter((record) => record !== undefined);
      for (const call of callersIn(records)) this.take(id, call);
      await part.keep();
    }
  }

  private take(node: string, call: Seen): void {
    this.ends.set(`${node}/${call.uniqueid}`, call.end);
    if (this.ends.size > REMEMBERED) this.ends.delete(this.ends.keys().next().value ?? '');
    const interactionId = interactionIdOf(node, call.uniqueid);
    // What we saw ourselves is told better; what a process before us told has the same ids and is passed over.
    if (this.calls.get(interactionId) || this.calls.hasEnded(interactionId)) return;
    missed.inc({ cause: call.cause });
    if (call.crowded) crowded.inc();
    const { tenant } = this.config;
    const channel = idOfChannel(call.uniqueid);
    const how = {
      medium: 'voice',
      direction: 'inbound',
      node,
      channel,
      entry: entryIdOf(call.entry),
      witness: 'cdr',
    } as const;
    this.facts.add(telephonyFacts.started, tenant, { interactionId, at: call.start, ...how });
    const { start: startedAt, end: at, cause } = call;
    this.facts.add(telephonyFacts.ended, tenant, {
      interactionId,
      at,
      startedAt,
      phase: 'arriving',
      cause,
      witness: 'cdr',
    });
  }
}
