import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { Database } from '#common/db/database.js';
import { SpillwayError } from '#common/errors/errors.js';
import type { Config, NodeConfig } from '../config.js';
import { type ExpectedTalk, talksIn } from './cel.js';
import { readCel } from './cel-log.js';
import { compare, type Finding, type KeptRecording, type Line } from './compare.js';

export interface Completeness {
  readonly from: number;
  readonly to: number;
  /** Talks that Asterisk witnessed and that should have been recorded. */
  readonly expected: number;
  readonly whole: number;
  readonly findings: Record<Finding, number>;
  /** All that are not whole, and all when asked for. */
  readonly lines: Line[];
}

/** What recording and Asterisk may differ in about when a talk began, ms. */
const SKEW_MS = 60_000;

/** Is every talk recorded, as long as it was, with both sides? Asked of Asterisk's own log, node by node. */
@Injectable()
export class CompletenessService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
  ) {}

  async of(tenant: string, from: number, to: number, all: boolean): Promise<Completeness> {
    const talks = (await Promise.all(this.config.nodes.map((node) => this.talksOf(tenant, node, from, to)))).flat();
    const expected = talks.filter((talk) => talk.from >= from && talk.from < to);
    const ours = await this.kept(tenant, expected);
    const lines = compare(expected, ours);
    const count = (finding: Finding) => lines.filter((line) => line.finding === finding).length;
    const findings = Object.fromEntries(
      (['whole', 'missing', 'short', 'long', 'one-sided', 'unwanted', 'pending'] as const).map((f) => [f, count(f)]),
    ) as Record<Finding, number>;
    return {
      from,
      to,
      expected: lines.length - findings.unwanted,
      whole: findings.whole,
      findings,
      lines: all ? lines : lines.filter((line) => line.finding !== 'whole' && line.finding !== 'unwanted'),
    };
  }

  /** A log that cannot be read, or lacks a part, is a refusal, never an empty day. */
  private async talksOf(tenant: string, node: NodeConfig, from: number, to: number): Promise<ExpectedTalk[]> {
    const cel = await readCel(node.logDir, from, to).catch((cause: unknown) => {
      throw noWitness(node, 'cannot be read', cause);
    });
    if (!cel.whole) throw noWitness(node, 'was deleted for a part of this time');
    if (cel.endsAt !== null && (await this.talkedSince(tenant, node.id, cel.endsAt)))
      throw noWitness(node, 'is gone, though the node had calls');
    return talksIn(cel.lines);
  }

  /** Recordings tell of talks on a node of which its log should have lines after `time`, ms. */
  private async talkedSince(tenant: string, node: string, time: number): Promise<boolean> {
    const { rows } = await this.db.inTenant(tenant, (tx) =>
      tx.query('select 1 from recording where node = $1 and started_at > $2 limit 1', [node, time + SKEW_MS]),
    );
    return rows.length > 0;
  }

  private async kept(tenant: string, expected: ExpectedTalk[]): Promise<KeptRecording[]> {
    const { rows } = await this.db.inTenant(tenant, (tx) =>
      tx.query<KeptRecording>(
        `select id, reservation_id as "reservationId", case when deleted_at is null then state else 'deleted' end as state, missing,
           started_at as "startedAt", duration_ms as "durationMs", caller_ms as "callerMs", agent_ms as "agentMs"
         from recording where reservation_id = any($1) order by started_at`,
        [expected.map((talk) => talk.reservationId)],
      ),
    );
    return rows;
  }
}

const noWitness = (node: NodeConfig, what: string, cause?: unknown) =>
  new SpillwayError('RECORDING.NO_WITNESS', `Asterisk’s log of node ${node.id} ${what}.`, {
    blame: 'peer',
    cause,
    hint: 'Check that the log folder of the node is mounted where recording runs, and for how long it is kept: SPILLWAY_WITNESS_DAYS.',
  });
