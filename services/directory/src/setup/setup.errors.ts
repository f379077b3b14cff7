import { conflict, notFound, SpillwayError } from '#common/errors/errors.js';
import type { Problem } from './check.js';

/** The first problem's code is the error's; the text names all of them. */
export const setupRefused = (problems: readonly Problem[]) =>
  new SpillwayError(
    problems[0]!.code,
    problems
      .map((p) => `${p.at}: ${p.detail}`)
      .join(' ')
      .slice(0, 2000),
    {
      blame: 'caller',
      status: 422,
      hint: 'Nothing was saved. Put right what is named and send it again.',
    },
  );
export const itemGone = (kind: string, id: string) =>
  notFound('DIRECTORY.NOT_FOUND', `There is nothing called ${id} among the ${kind}.`);
export const itemThere = (kind: string, id: string) =>
  conflict(
    'DIRECTORY.ALREADY_THERE',
    `There is already ${id} among the ${kind}.`,
    'Use PUT to change it, or take another id.',
  );
export const inHistory = (kind: string) =>
  conflict(
    'DIRECTORY.IN_HISTORY',
    `Past contacts name their ${kind}; these can be changed, not removed.`,
    'Take it out of the flows instead.',
  );
