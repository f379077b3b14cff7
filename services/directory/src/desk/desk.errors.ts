import { conflict, notFound } from '#common/errors/errors.js';

export const deskGone = () =>
  notFound('DIRECTORY.NO_DESKTOP', 'There is no such desktop session, or it has ended.', 'Open a new one.');
export const deskElsewhere = () =>
  conflict(
    'DIRECTORY.DESKTOP_ELSEWHERE',
    'This desktop was taken over by another window or sign-in.',
    'Go on there, or open the desktop here again.',
  );
