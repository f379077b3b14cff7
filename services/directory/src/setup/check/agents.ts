import { MEDIA } from '#common/contracts/words.js';
import type { AgentWork } from '../setup.js';
import { type Problem, pathOf, wrong } from './problem.js';

/** More at once than this is a slip of the keyboard. */
const MOST = 50;

export function checkAgent(a: AgentWork, queues: ReadonlySet<string>, teams: ReadonlySet<string>): Problem[] {
  const at = ['agents', a.id];
  const found: Problem[] = [];
  if (!teams.has(a.team))
    found.push(
      wrong('UNKNOWN_TEAM', pathOf(...at, 'team'), `There is no team ${a.team}: make it first, or name another.`),
    );
  for (const [skill, level] of Object.entries(a.skills))
    if (level < 1 || level > 10)
      found.push(wrong('BAD_LEVEL', pathOf(...at, 'skills', skill), `The level of ${skill} must be 1 to 10.`));
  const capacity = Object.entries(a.capacity ?? {});
  for (const medium of [...Object.keys(a.capacity ?? {}), ...Object.keys(a.interrupts ?? {})])
    if (!(MEDIA as readonly string[]).includes(medium))
      found.push(
        wrong(
          'UNKNOWN_MEDIUM',
          pathOf(...at, 'capacity', medium),
          `There is no medium ${medium}: ${MEDIA.join(', ')}.`,
        ),
      );
  for (const [medium, most] of capacity)
    if (most < 0 || most > MOST)
      found.push(
        wrong('BAD_CAPACITY', pathOf(...at, 'capacity', medium), `Write 0 to ${MOST}; 0 is none of this medium.`),
      );
  if (!canWork(a))
    found.push(
      wrong(
        'NO_CAPACITY',
        pathOf(...at, 'capacity'),
        'She could take nothing at all: give at least one medium a capacity of 1, or disable her under People.',
      ),
    );
  for (const queue of a.queueOrder ?? [])
    if (!queues.has(queue))
      found.push(
        wrong(
          'UNKNOWN_QUEUE',
          pathOf(...at, 'queueOrder'),
          `There is no queue ${queue}: make it first, or take it out of her order.`,
        ),
      );
  return found;
}

/** Without a word about capacity an agent has the usual one. */
export const canWork = (a: Pick<AgentWork, 'capacity'>): boolean =>
  a.capacity === undefined ||
  Object.keys(a.capacity).length === 0 ||
  Object.values(a.capacity).some((most) => most > 0);
