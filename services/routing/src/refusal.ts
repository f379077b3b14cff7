import { conflict, forbidden, notFound, type SpillwayError } from '#common/errors/errors.js';
import type { Answered } from './core/model.js';

/** What a refused command means for the person who gave it. */
const TEXTS: Record<string, readonly [make: typeof conflict, text: string, hint?: string]> = {
  NOT_YOURS: [forbidden, 'This reservation is not yours.'],
  NOT_TALKING: [conflict, 'There is no caller on this line to hand over.'],
  CONSULTING_ALREADY: [conflict, 'You are consulting somebody already.', 'Complete or cancel that first.'],
  ONE_TARGET: [conflict, 'Name exactly one target.', 'Send toAgentId, toQueueId or toNumber.'],
  BAD_NUMBER: [conflict, 'This is not a number that can be dialled.', 'Use digits, with + before a country code.'],
  UNKNOWN_QUEUE: [notFound, 'There is no such queue.'],
  NOBODY_FREE: [conflict, 'Nobody in this queue is free now.', 'Transfer to the queue itself, or try again.'],
  AGENT_GONE: [conflict, 'This colleague is not signed in.', 'Choose another target.'],
  AGENT_BUSY: [conflict, 'This colleague is not free now.', 'Choose another target, or the queue.'],
  TOO_LATE: [conflict, 'This came too late to be done.', 'Do it again.'],
  TICKET_GONE: [notFound, 'There is no such ticket.'],
  TICKET_TAKEN: [conflict, 'Somebody is calling this customer already.'],
  CUSTOMER_UNKNOWN: [conflict, 'It is not known who this customer is, so there is no number to call.'],
  NOT_ATTACHED: [conflict, 'Your desktop is not connected.', 'Wait for the desktop to connect, then try again.'],
  BUSY: [conflict, 'You have something in hand.', 'Finish it first.'],
  PHONE_UNREACHABLE: [conflict, 'Your phone cannot be reached.', 'Check the phone or reload the page.'],
  BAD_STATUS: [conflict, 'This is not a status that can be chosen.'],
};

/** Throws the refusal as an error for HTTP; nothing when the answer is yes. */
export function orRefuse<A extends Answered['answer']>(answer: A): A {
  if (!answer.ok) throw refusal(answer.code ?? 'ROUTING.REFUSED');
  return answer;
}

function refusal(code: string): SpillwayError {
  const [make, text, hint] = TEXTS[code.replace('ROUTING.', '')] ?? [conflict, 'Routing refused this.'];
  return make(code, text, hint);
}
