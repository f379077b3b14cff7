import { routingFacts } from '#common/contracts/routing.js';
import { conflict, SpillwayError } from '#common/errors/errors.js';
import { openFor } from './available.js';
import { NO_CONFIG } from './config.js';
import type { Turn } from './effects.js';
import type { Input } from './inputs.js';
import { position } from './line.js';
import type { Interaction } from './model.js';
import { tellAgainToGo } from './overflow-ways.js';
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
  if (old) tellAgainToGo(t, old);
  if (input.customerId) learnCustomer(s, t, i.id, input.customerId);
  return standing(s, s.interactions.get(i.id)!, t.now);
}

function enter(s: State, t: Turn, input: Enqueue): Interaction {
  const queuePriority = s.config.queues.get(input.queueId)!.priority;
  const i = s.interactions.put({
    id: input.interactionId,
    stage: 'waiting',
    queueId: input.queueId,
    medium: input.medium,
    direction: input.direction,
    node: input.node,
    arrivedAt: input.arrivedAt,
    enteredAt: t.now,
    priority: input.priority + queuePriority,
    queuePriority,
    ...(input.preferred ? { preferred: input.preferred } : {}),
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
export function standing(s: State, i: Interaction, now: number) {
  const at = position(s, i, now);
  return { position: at, ahead: at - 1, available: openFor(s, i) };
}
