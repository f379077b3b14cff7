import type { OverflowRule, QueueConfig } from '#common/contracts/directory.js';
import { type Problem, pathOf, wrong } from './problem.js';

/** As routing dials: a carrier's or the house's own number. */
export const isNumber = (text: string): boolean => /^\+?[0-9]{2,20}$/.test(text);

/** What an overflow needs by where it leads, and which of its own fields then make no sense. */
export function checkOverflow(queue: QueueConfig, queues: ReadonlySet<string>): Problem[] {
  return (queue.overflow ?? []).flatMap((o, i) => {
    const at = ['queues', queue.id, 'overflow', String(i)];
    return [...limit(o, at), ...target(o, at, queues)];
  });
}

function limit({ when, over }: OverflowRule, at: string[]): Problem[] {
  if (when === 'nobody' || when === 'closed' || over > 0) return [];
  const what = when === 'length' ? 'how many callers may wait' : 'after how many milliseconds';
  return [wrong('BAD_OVERFLOW', pathOf(...at, 'over'), `Say ${what}: a number above 0.`)];
}

function target({ to }: OverflowRule, at: string[], queues: ReadonlySet<string>): Problem[] {
  const path = pathOf(...at, 'to');
  if (to.do === 'queue') {
    if (to.queueId === undefined) return [wrong('BAD_OVERFLOW', `${path}/queueId`, 'Name the queue it leads to.')];
    if (!queues.has(to.queueId))
      return [
        wrong('UNKNOWN_QUEUE', `${path}/queueId`, `There is no queue ${to.queueId}: make it first, or name another.`),
      ];
  }
  if (to.do === 'number' && !isNumber(to.number ?? ''))
    return [
      wrong(
        'BAD_NUMBER',
        `${path}/number`,
        'Write the number in digits, with + and the country code for outside lines.',
      ),
    ];
  if (to.do === 'message' && to.prompt === undefined)
    return [wrong('BAD_OVERFLOW', `${path}/prompt`, 'Name the prompt that callers hear.')];
  return [];
}

/** Queues that hand callers on in a circle. Each circle is told once, at the queue of it that comes first. */
export function checkCycles(queues: readonly QueueConfig[]): Problem[] {
  const to = new Map(
    queues.map((q) => [q.id, (q.overflow ?? []).flatMap((o) => (o.to.do === 'queue' ? [o.to.queueId] : []))]),
  );
  const told = new Set<string>();
  return queues.flatMap(({ id }) => {
    const way = told.has(id) ? undefined : wayBack(id, to);
    if (!way) return [];
    for (const step of way) told.add(step);
    return [
      wrong(
        'OVERFLOW_CYCLE',
        pathOf('queues', id, 'overflow'),
        `Callers would go round for ever: ${[...way, id].join(' → ')}. Lead one of these overflows elsewhere.`,
      ),
    ];
  });
}

/** The shortest way from a queue back to itself. */
function wayBack(start: string, to: ReadonlyMap<string, readonly (string | undefined)[]>): string[] | undefined {
  const seen = new Set<string>();
  for (let ways = [[start]]; ways.length > 0; ) {
    const further: string[][] = [];
    for (const way of ways)
      for (const next of to.get(way.at(-1)!) ?? []) {
        if (next === start) return way;
        if (next === undefined || seen.has(next)) continue;
        seen.add(next);
        further.push([...way, next]);
      }
    ways = further;
  }
  return undefined;
}
