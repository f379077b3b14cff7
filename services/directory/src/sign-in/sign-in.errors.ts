import { SpillwayError } from '#common/errors/errors.js';

const refused = (code: string, message: string, hint: string) =>
  new SpillwayError(code, message, { blame: 'caller', status: 401, hint });

/** The same for a wrong password, an unknown user and a disabled one. */
export const signInRefused = () =>
  refused('DIRECTORY.SIGN_IN_REFUSED', 'User or password is wrong.', 'Check both; IT can set a new password.');
export const refreshRefused = () => refused('DIRECTORY.REFRESH_REFUSED', 'The sign-in is over.', 'Sign in again.');
export const refreshReused = () =>
  refused(
    'DIRECTORY.REFRESH_REUSED',
    'This refresh token was used before; the sign-in was ended for safety.',
    'Sign in again. If this was not you, tell IT.',
  );
export const sessionOver = () => refused('DIRECTORY.SESSION_OVER', 'This sign-in has ended.', 'Sign in again.');
