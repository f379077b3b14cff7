import { conflict, notFound, SpillwayError } from '#common/errors/errors.js';
import type { Problem } from './check.js';

/** The first problem's code is the error's; the text names all of them, `problems` each with its place. */
export const setupRefused = (problems: readonly Problem[]) =>
  new SpillwayError(
    problems[0]!.code,
    problems
      .map((p) => `${p.path}${p.line === undefined ? '' : ` (line ${p.line})`}: ${p.detail}`)
      .join(' ')
      .slice(0, 2000),
    {
      blame: 'caller',
      status: 422,
      hint: 'Nothing was saved. Put right what is named and send it again.',
      problems: problems
        .slice(0, 200)
        .map(({ code, path, detail, line }) => ({ code, path, detail, ...(line === undefined ? {} : { line }) })),
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
export const changedMeanwhile = (expected: number, present: number) =>
  new SpillwayError(
    'DIRECTORY.CHANGED_MEANWHILE',
    `This was made from version ${expected}, and version ${present} is in force now.`,
    {
      blame: 'caller',
      status: 412,
      hint: `Look at what changed since (/api/v1/config/diff?from=${expected}&to=${present}) and make the change again.`,
    },
  );
export const versionUnknown = (version: number, oldest: number, newest: number) =>
  notFound('DIRECTORY.VERSION_UNKNOWN', `There is no version ${version}.`, `Choose one from ${oldest} to ${newest}.`);
export const badVersion = () =>
  new SpillwayError('DIRECTORY.BAD_VERSION', 'A version is a whole number.', {
    blame: 'caller',
    hint: 'Send the version that GET /api/v1/config answered with, for example If-Match: "12".',
  });
