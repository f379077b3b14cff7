import { fact, request } from './contract.js';
import { edgeShape, nullable, op, shape } from './fields.js';

const ids = {
  recordingId: op.uuid('recording'),
  interactionId: op.uuid('interaction'),
  reservationId: op.uuid('reservation'),
  at: op.time('when'),
};
export const recordingFacts = {
  started: fact(
    'recording',
    'recording.started',
    1,
    edgeShape({
      ...ids,
      node: op.id('node'),
      reason: op.id('why'),
      deleteAt: op.time('deletion date'),
      notice: nullable(op.id('prompt of the notice')),
      noticeAt: nullable(op.time('of the notice')),
    }),
  ),
  masked: fact('recording', 'recording.masked', 1, edgeShape({ ...ids, on: op.flag('masked or going on') })),
  stored: fact(
    'recording',
    'recording.stored',
    1,
    edgeShape({
      ...ids,
      duration: op.duration('length'),
      bytes: op.int('ciphertext'),
      repaired: op.flag('the file was cut and repaired'),
    }),
  ),
  missing: fact(
    'recording',
    'recording.missing',
    1,
    edgeShape({
      ...ids,
      reason: op.oneOf(['disk-full', 'engine-refused', 'file-lost', 'keeper-away'], 'why there is none'),
    }),
  ),
  refused: fact(
    'recording',
    'recording.refused',
    1,
    edgeShape({
      at: op.time('when'),
      reason: op.oneOf(['disk-full'], 'why calls are refused'),
      on: op.flag('begins or ends'),
    }),
  ),
} as const;
/** telephony → recording before a call is taken: may calls be recorded now? Answered from memory. */
export const ready = request('recording.ready', {
  request: shape({ tenant: op.id('tenant') }),
  reply: shape({
    ready: op.flag('there is room'),
    refuseCalls: op.flag('the configuration says: refuse rather than go on unrecorded'),
  }),
});
