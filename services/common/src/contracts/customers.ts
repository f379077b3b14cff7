import { fact, request } from './contract.js';
import { edgeShape, list, op, optional, shape } from './fields.js';

export { customerNumber, identify, keepContext, rememberLanguage } from './telephony.js';

const tenant = op.id('tenant');
const KINDS = ['interaction', 'queue', 'agent'] as const;

/** crossing → customers’ vault: a random token for each reference at this place, minted once. Answers in the order asked. */
export const mintTokens = request('customers.mint-tokens', {
  request: shape({
    tenant,
    place: op.id('place'),
    kind: op.oneOf(KINDS, 'what they stand for'),
    refs: list(op.id('reference'), 1000),
  }),
  reply: shape({ tokens: list(op.id('token'), 1000) }),
});
export const resolveToken = request('customers.resolve-token', {
  request: shape({ tenant, place: op.id('place'), token: op.id('token') }),
  reply: shape({ kind: optional(op.oneOf(KINDS, 'kind')), ref: optional(op.id('reference')) }),
});

export const customerFacts = {
  created: fact(
    'customers',
    'customer.created',
    1,
    edgeShape({ customerId: op.uuid('customer'), interactionId: op.uuid('first contact'), at: op.time('when') }),
  ),
  noteWritten: fact(
    'customers',
    'customer.note-written',
    1,
    edgeShape({
      customerId: op.uuid('customer'),
      interactionId: op.uuid('interaction'),
      reservationId: op.uuid('reservation'),
      agentId: op.uuid('agent'),
      dispositionId: op.id('disposition'),
      at: op.time('when'),
    }),
  ),
  erased: fact('customers', 'customer.erased', 1, edgeShape({ customerId: op.uuid('customer'), at: op.time('when') })),
} as const;
