import { notFound, SpillwayError } from '#common/errors/errors.js';

export const customerGone = () => notFound('CUSTOMERS.NOT_FOUND', 'There is no such customer.');
export const customerErased = () =>
  new SpillwayError('CUSTOMERS.ERASED', 'This customer was erased; only figures are left.', {
    blame: 'caller',
    status: 410,
  });
