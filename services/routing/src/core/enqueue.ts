import { routingFacts } from '#common/contracts/routing.js';
import { conflict, SpillwayError } from '#common/errors/errors.js';
import { NO_CONFIG } from './config.js';
import type { Turn } from './effects.js';
import { fitting, isFree } from './fitting.js';
import type { Input } from './inputs.js';
import { position } from './line.js';
import type { Interaction } from './model.js';
import type { State } from './state.js';
import { learnCustomer } from './ticket.js';

type Enqueue = Extract<Input, { type: 'enqueue' }>;

const unknownQueue = (id: string) =>
  new SpillwayError('ROUTING.UNKNOWN_QUEUE', `There is no queue ${id}.`, {
    blame: 'peer',
    retryable: false,
    hint: 'Create the queue in the console, or correct the flow that names it.',
  });

const noSetUp = () =>
  new SpillwayError('ROUTING.NO_SETUP', 'The queues are not known yet.', {
    blame: 'us',
    retryable: true,
    status: 503,
    level: 'warn',
    hint: 'Send it again; check that directory runs.',
  });

/** A contact waits from now on. A repeat only fills in what was not known before. */
export function enqueue(s: State, t: Turn, input: Enqueue) {
  const old = s.interactions.get(input.interactionId);
  if (old?.stage === 'ended' || s.strangers.has(input.interactionId))
    throw conflict('ROUTING.INTERACTION_OVER', 'This interaction is over already.');
  if (s.config === NO_CONFIG) throw noSetUp();
  if (!s.config.queues.has(input.queueId)) throw unknownQueue(input.queueId);
  const i = old ?? enter(s, t, input);
  if (old && old.language === null && input.language) s.interactions.put({ ...old, language: input.language });
  if (input.customerId) learnCustomer(s, i.id, input.customerId, t.now);
  return standing(s, s.interactions.get(i.id)!);
}

function enter(s: State, t: Turn, input: Enqueue): Interaction {
  const i = s.interactions.put({
    id: input.interactionId,
    stage: 'waiting',
    queueId: input.queueId,
    medium: input.medium,
    direction: input.direction,
    node: input.node,
    arrivedAt: input.arrivedAt,
    enteredAt: t.now,
    priority: input.priority + s.config.queues.get(input.queueId)!.priority,
    first: false,
    language: input.language ?? null,
    customerId: null,
    holder: null,
    ticketOf: null,
    restUntil: null,
    changedAt: t.now,
    endedAt: null,
  });
  t.tell(routingFacts.queueEntered, {
    interactionId: i.id,
    queueId: input.queueId,
    medium: i.medium,
    arrivedAt: i.arrivedAt,
    priority: i.priority,
    at: t.now,
  });
  return i;
}

/** Where she stands, before the free agents of this moment are given out. */
export function standing(s: State, i: Interaction) {
  const at = position(s, i);
  const fits = i.queueId === null ? () => false : fitting(s, i.queueId, i.language);
  let available = 0;
  for (const a of s.agents.values()) if (isFree(a) && fits(a.id)) available++;
  return { position: at, ahead: at - 1, available };
}
