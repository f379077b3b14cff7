import { Inject, Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import { CALL_PHASES } from '#common/contracts/words.js';
import { gauge } from '#common/metrics/metrics.js';
import { Calls } from './calls/calls.js';
import type { Config } from './config.js';
import { Reports } from './legs/reports.js';
import { Nodes } from './nodes/nodes.js';

/** What is counted at the moment somebody looks. */
@Injectable()
export class TelephonyMetrics {
  constructor(@Inject(CONFIG) config: Config, calls: Calls, nodes: Nodes, reports: Reports, clock: Clock) {
    const byPhase = gauge('spillway_telephony_calls', 'Open calls by phase', ['phase']);
    collect(byPhase, () => {
      for (const phase of CALL_PHASES) byPhase.set({ phase }, 0);
      for (const call of calls.all()) byPhase.inc({ phase: call.phase });
    });
    const up = gauge('spillway_telephony_node_up', 'Whether an Asterisk node answers and its truth has been read', [
      'node',
    ]);
    collect(up, () => {
      for (const node of nodes.all()) up.set({ node: node.id }, Number(node.up));
    });
    const waiting = gauge(
      'spillway_telephony_reports_waiting',
      'Interactions with reports that routing has not acknowledged',
    );
    collect(waiting, () => waiting.set(reports.waiting));
    const stuck = gauge(
      'spillway_telephony_suspicious_calls',
      'Calls whose phase has not changed for longer than SPILLWAY_STUCK_CALL_MINUTES',
    );
    collect(stuck, () => {
      const before = clock.now() - config.stuckMinutes * 60_000;
      stuck.set(calls.all().filter((call) => call.phaseSince < before).length);
    });
  }
}

/** prom-client calls this before each reading. */
const collect = (metric: object, read: () => void): void => void Object.assign(metric, { collect: read });
