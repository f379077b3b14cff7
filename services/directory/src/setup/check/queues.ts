import type { QueueConfig } from '#common/contracts/directory.js';
import { readExpression } from './expression.js';
import { isPhoneKey } from './flows.js';
import { checkHours } from './hours.js';
import { checkOverflow } from './overflow.js';
import { type Problem, pathOf, wrong } from './problem.js';

/** Numbers of a queue and the least each may be; `0` often means never. A dot leads into a part that may be missing. */
const LEAST: readonly (readonly [field: string, least: number])[] = [
  ['serviceLevelMs', 1],
  ['ringMs', 1],
  ['retentionDays', 1],
  ['wrapMs', 0],
  ['lostMs', 0],
  ['ageMs', 0],
  ['teamsMs', 0],
  ['preferredMs', 0],
  ['reserve', 0],
  ['waiting.everyMs', 5000],
  ['callback.expiresMs', 60_000],
  ['callback.attempts', 1],
  ['callback.retryMs', 0],
  ['callback.slotMs', 60_000],
  ['callback.slotCapacity', 1],
  ['wrap.extendMs', 0],
  ['wrap.extensions', 0],
];

export function checkQueue(q: QueueConfig, queues: ReadonlySet<string>, teams: ReadonlySet<string>): Problem[] {
  const at = ['queues', q.id];
  return [
    ...LEAST.flatMap(([field, least]) => tooLittle(q, field, least, at)),
    ...Object.entries(q.skills)
      .filter(([, level]) => level < 1 || level > 10)
      .map(([skill]) => wrong('BAD_QUEUE', pathOf(...at, 'skills', skill), `The level of ${skill} must be 1 to 10.`)),
    ...checkRequirements(q, at),
    ...(q.teams ?? [])
      .filter((team) => !teams.has(team))
      .map((team) =>
        wrong('UNKNOWN_TEAM', pathOf(...at, 'teams'), `There is no team ${team}: make it first, or name another.`),
      ),
    ...(q.hours ? checkHours(q.hours, ...at, 'hours') : []),
    ...(q.hours && q.hours.open.length === 0
      ? [
          wrong(
            'NEVER_OPEN',
            pathOf(...at, 'hours', 'open'),
            'It would never be open: name at least one time, or leave hours out for a queue that is always open.',
          ),
        ]
      : []),
    ...(q.callback && !isPhoneKey(q.callback.key)
      ? [
          wrong(
            'BAD_KEY',
            pathOf(...at, 'callback', 'key'),
            `${q.callback.key} is no key of a phone: write 0 to 9, star or hash.`,
          ),
        ]
      : []),
    ...checkOverflow(q, queues),
  ];
}

function tooLittle(q: QueueConfig, field: string, least: number, at: string[]): Problem[] {
  const steps = field.split('.');
  const value = steps.reduce<unknown>((part, step) => (part as Record<string, unknown> | undefined)?.[step], q);
  if (typeof value !== 'number' || value >= least) return [];
  return [wrong('BAD_QUEUE', pathOf(...at, ...steps), `${steps.at(-1)} must be ${least} or more.`)];
}

/** The expressions, and that each further ring is wider in time than the one before it. */
function checkRequirements(q: QueueConfig, at: string[]): Problem[] {
  const rings = q.relax ?? [];
  return [
    ...(q.requires === undefined ? [] : unreadable(q.requires, pathOf(...at, 'requires'))),
    ...rings.flatMap((ring, i) => [
      ...unreadable(ring.requires, pathOf(...at, 'relax', i, 'requires')),
      ...(ring.afterMs > (rings[i - 1]?.afterMs ?? 0)
        ? []
        : [
            wrong(
              'BAD_QUEUE',
              pathOf(...at, 'relax', i, 'afterMs'),
              'Each step begins later than the one before it: write a longer waiting time.',
            ),
          ]),
    ]),
  ];
}

function unreadable(text: string, path: string): Problem[] {
  const read = readExpression(text);
  return 'trouble' in read ? [wrong('BAD_EXPRESSION', path, read.trouble)] : [];
}
