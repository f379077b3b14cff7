import { badInput, conflict, type SpillwayError } from '#common/errors/errors.js';

/** Why a callback is refused, and what to do about it. */
const TEXTS: Record<string, readonly [make: typeof conflict, text: string, hint: string]> = {
  CALLBACK_BAD_NUMBER: [
    badInput,
    'This is no complete international number.',
    'Send it with + and the country code, digits alone, for example +48221234567.',
  ],
  CALLBACK_NUMBER_FORBIDDEN: [
    badInput,
    'Numbers of this kind are not called back.',
    'Give an ordinary landline or mobile number.',
  ],
  CALLBACK_OFF: [conflict, 'This queue calls nobody back.', 'Call, or choose another queue.'],
  UNKNOWN_QUEUE: [conflict, 'This queue calls nobody back.', 'Call, or choose another queue.'],
  CALLBACK_CLOSED: [conflict, 'The queue is closed then.', 'Ask for the slots, and send one of them as `slot`.'],
  CALLBACK_DUPLICATE: [
    conflict,
    'A callback of this number and queue is kept already.',
    'Wait for the call: a second request would not make it come sooner.',
  ],
  CALLBACK_NO_SLOT: [conflict, 'This is no appointment that is given.', 'Ask for the slots, and send one of them.'],
  CALLBACK_SLOT_FULL: [conflict, 'This appointment is taken.', 'Ask for the slots, and choose one that is free.'],
};

export function refusal(reason: string): SpillwayError {
  const [make, text, hint] = TEXTS[reason] ?? [conflict, 'The callback was refused.', 'Call instead.'];
  return make(`CALLBACKS.${reason.replace('CALLBACK_', '') || 'REFUSED'}`, text, hint);
}
