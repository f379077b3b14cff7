import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { Inject, Injectable } from '@nestjs/common';
import { CONFIG } from '#common/config/config.js';
import { Database } from '#common/db/database.js';
import { SpillwayError } from '#common/errors/errors.js';
import type { Config, NodeConfig } from '../config.js';
import { type ExpectedTalk, talksIn } from './cel.js';
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

/** Is every talk recorded, as long as it was, with both sides? Asked of Asterisk's own log, node by node. */
@Injectable()
export class CompletenessService {
  constructor(
    @Inject(CONFIG) private readonly config: Config,
    private readonly db: Database,
  ) {}

  async of(tenant: string, from: number, to: number, all: boolean): Promise<Completeness> {
    const talks = (await Promise.all(this.config.nodes.map(talksOf))).flat();
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

/** A log that cannot be read is a refusal, never an empty day. */
async function talksOf(node: NodeConfig): Promise<ExpectedTalk[]> {
  const path = join(node.logDir, 'cel-custom', 'spillway.csv');
  const lines: string[] = [];
  try {
    for await (const line of createInterface({ input: createReadStream(path) }))
      if (line.includes('BRIDGE_')) lines.push(line);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return [];
    throw new SpillwayError('RECORDING.NO_WITNESS', `Asterisk’s log of node ${node.id} cannot be read.`, {
      blame: 'peer',
      cause,
      hint: 'Check that the log folder of the node is mounted where recording runs.',
    });
  }
  return talksIn(lines);
}
