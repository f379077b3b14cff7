import { conflict, notFound, SpillwayError } from '#common/errors/errors.js';

export const userGone = () => notFound('DIRECTORY.USER_NOT_FOUND', 'There is no such user.');
export const userNameTaken = () =>
  conflict('DIRECTORY.USER_NAME_TAKEN', 'Somebody has this user name.', 'Take another one.');
export const unknownTeam = () =>
  new SpillwayError('DIRECTORY.UNKNOWN_TEAM', 'There is no such team.', {
    blame: 'caller',
    status: 422,
    hint: 'Make the team first.',
  });
export const lastIt = () =>
  conflict('DIRECTORY.LAST_IT', 'Nobody would be left who can change this.', 'Give another user the role it first.');
