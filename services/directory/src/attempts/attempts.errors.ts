import { SpillwayError } from '#common/errors/errors.js';

/** Refused without looking at the password; carries how long to wait. */
export class TooManyAttempts extends SpillwayError {
  constructor(readonly retryAfterMs: number) {
    const seconds = Math.ceil(retryAfterMs / 1000);
    super('DIRECTORY.TOO_MANY_ATTEMPTS', 'There were too many failed sign-ins.', {
      blame: 'caller',
      status: 429,
      retryable: true,
      level: 'warn',
      hint: `Try again in ${seconds} s.`,
    });
  }
}
