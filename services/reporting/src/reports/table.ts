import type { AgentFigures } from '../figures/agent.figures.js';
import type { QueueFigures } from '../figures/queue.figures.js';
import type { Row } from '../figures/row.js';
import { type Cell, csv } from './csv.js';
import { localTime } from './day.js';

const COLUMNS = {
  queue: [
    'offered',
    'answered',
    'inServiceLevel',
    'abandoned',
    'shortAbandoned',
    'otherEnd',
    'waiting',
    'handled',
    'transferred',
    'returned',
    'serviceLevel',
    'abandonRate',
    'speedOfAnswerAvgMs',
    'speedOfAnswerP90Ms',
    'longestWaitMs',
    'handleAvgMs',
    'talkAvgMs',
    'holdAvgMs',
    'wrapAvgMs',
  ],
  agent: [
    'offered',
    'answered',
    'noAnswer',
    'rejected',
    'rescinded',
    'ringing',
    'handled',
    'transferred',
    'speedOfAnswerAvgMs',
    'handleAvgMs',
    'talkAvgMs',
    'holdAvgMs',
    'wrapAvgMs',
    'signedInMs',
    'readyMs',
    'occupancy',
  ],
} as const satisfies { queue: (keyof QueueFigures)[]; agent: (keyof AgentFigures)[] };

/** `speedOfAnswerAvgMs` → `speed_of_answer_avg_s` */
const title = (key: string): string => key.replace(/Ms$/, 'S').replace(/[A-Z]/g, (c) => `_${c.toLowerCase()}`);

/** Durations in seconds to a tenth, ratios to four places. */
function value(key: string, raw: number | null): Cell {
  if (raw === null) return null;
  if (key.endsWith('Ms')) return Math.round(raw / 100) / 10;
  return Number.isInteger(raw) ? raw : Math.round(raw * 10_000) / 10_000;
}

/** The interval rows as a file. @param nameOf name of a queue or agent; its id stands in where there is none */
export function tableCsv(
  by: 'queue' | 'agent',
  rows: readonly Row<object>[],
  timeZone: string,
  nameOf: (key: string) => string | undefined,
): string {
  const columns: readonly string[] = COLUMNS[by];
  const lines = rows
    .filter((row) => row.key !== null && row.at !== null)
    .map((row): Cell[] => [
      localTime(row.at!, timeZone),
      row.key!,
      nameOf(row.key!) ?? null,
      ...columns.map((c) => value(c, (row as unknown as Record<string, number | null>)[c] ?? null)),
    ]);
  return csv(['interval_start', `${by}_id`, by, ...columns.map(title)], lines);
}
