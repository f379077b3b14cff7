import { SpillwayError } from '#common/errors/errors.js';

export const ledgerAway = (cause?: unknown) =>
  new SpillwayError('ROUTING.LEDGER_AWAY', 'Routing cannot write now, so nothing was done.', {
    blame: 'network',
    retryable: true,
    cause,
    hint: 'Send it again; check that PostgreSQL runs.',
  });
export const notWriter = () =>
  new SpillwayError('ROUTING.NOT_WRITER', 'This process does not hold the lease to write.', {
    blame: 'us',
    retryable: true,
    status: 503,
    level: 'warn',
    hint: 'Send it again; another process takes over within seconds.',
  });
export const busy = () =>
  new SpillwayError('ROUTING.OVERLOADED', 'More waits to be written than can be answered in time.', {
    blame: 'us',
    retryable: true,
    status: 503,
    level: 'warn',
    hint: 'Send it again later.',
  });
