import { randomUUID } from 'node:crypto';
import { Bus } from '#common/bus/bus.js';
import type { BusConnection } from '#common/bus/connection.js';
import { decode, encode } from '#common/bus/wire.js';
import type { ReplyOf, RequestContract, RequestOf } from '#common/contracts/contract.js';
import { configGet } from '#common/contracts/directory.js';
import { ready } from '#common/contracts/recording.js';
import * as routing from '#common/contracts/routing.js';
import * as telephony from '#common/contracts/telephony.js';

/** Answers one contract as a service would. */
export function serve<C extends RequestContract>(
  connection: BusConnection,
  contract: C,
  answer: (body: RequestOf<C>) => ReplyOf<C> | Promise<ReplyOf<C>>,
): void {
  connection.onOpen((nc) => {
    nc.subscribe(contract.subject, {
      callback: (_, message) => {
        void Promise.resolve(answer(decode(message.data) as RequestOf<C>)).then((ok) =>
          message.respond(encode({ ok })),
        );
      },
    });
  });
}

type Enqueue = RequestOf<typeof routing.enqueue>;
type Report = RequestOf<typeof routing.report>;
type End = RequestOf<typeof routing.interactionEnd>;

/** Routing as a script: remembers what it hears and does what the test says. */
export class RoutingDouble {
  readonly bus: Bus;
  readonly enqueued: Enqueue[] = [];
  readonly reports: Report[] = [];
  readonly ended: End[] = [];
  readonly segments: unknown[] = [];
  /** Where a caller stands, as the test has it. */
  standing: (interactionId: string) => ReplyOf<typeof routing.standing> = () => ({ waiting: false });
  /** Who pressed the key for a callback, and what she is answered. */
  readonly taken: string[] = [];
  takes: ReplyOf<typeof routing.takeCallback> = { ok: true };
  /** Callbacks asked for on a page, and what is answered. */
  readonly requested: RequestOf<typeof routing.requestCallback>[] = [];
  terms: ReplyOf<typeof routing.callbackTerms> = { offered: true, open: true, opensAt: 0, slots: [] };
  requests: ReplyOf<typeof routing.requestCallback> = { ok: true, dueAt: 1 };
  epoch = 1;

  constructor(connection: BusConnection) {
    this.bus = new Bus(connection);
    serve(connection, routing.enqueue, (body) => {
      this.enqueued.push(body);
      return { position: 1, ahead: 0, available: 1 };
    });
    serve(connection, routing.standing, ({ interactionId }) => this.standing(interactionId));
    serve(connection, routing.callbackTerms, () => this.terms);
    serve(connection, routing.requestCallback, (body) => {
      this.requested.push(body);
      return this.requests;
    });
    serve(connection, routing.takeCallback, (body) => {
      this.taken.push(body.interactionId);
      return this.takes;
    });
    serve(connection, routing.report, (body) => {
      this.reports.push(body);
      return { known: true };
    });
    serve(connection, routing.interactionEnd, (body) => {
      this.ended.push(body);
      return { known: true };
    });
  }

  async offer(
    interactionId: string,
    agentId: string,
    more: Partial<RequestOf<typeof telephony.offer>> = {},
  ): Promise<string> {
    const reservationId = randomUUID();
    await this.bus.call(telephony.offer, {
      ...this.head(interactionId, reservationId),
      agentId,
      kind: 'offer',
      expiresAt: Date.now() + 15_000,
      queueId: 'sales',
      fromReservationId: null,
      ...more,
    });
    return reservationId;
  }
  head = (interactionId: string, reservationId: string) => ({
    tenant: 'main',
    fence: this.epoch,
    interactionId,
    reservationId,
  });
  outcomes = (reservationId: string): string[] =>
    this.reports.filter((r) => r.reservationId === reservationId).map((r) => r.outcome);
}

export interface SetUp {
  agents: Record<string, string>;
  phones: Record<string, string>;
  flows: ReplyOf<typeof configGet>['flows'];
  queues?: ReplyOf<typeof configGet>['queues'];
  entries: ReplyOf<typeof configGet>['entries'];
}

export function directoryDouble(connection: BusConnection, setUp: SetUp): void {
  serve(connection, configGet, () => ({
    version: 1,
    queues: setUp.queues ?? [],
    dispositions: [],
    flows: setUp.flows,
    entries: setUp.entries,
    agents: Object.entries(setUp.agents).map(([name, id]) => ({
      id,
      team: 'main',
      skills: {},
      languages: ['en' as const],
      phoneUri: setUp.phones[name] ?? null,
    })),
  }));
}

type Identify = RequestOf<typeof telephony.identify>;

export function customersDouble(connection: BusConnection) {
  const state = {
    remembered: [] as string[],
    numbers: new Map<string, string>(),
    asked: [] as Identify[],
    contexts: [] as RequestOf<typeof telephony.keepContext>[],
    /** Whose number was asked for, and what its answer waits for. */
    numbersAsked: [] as string[],
    busyUntil: undefined as Promise<void> | undefined,
  };
  serve(connection, telephony.identify, (body) => {
    state.asked.push(body);
    return { customerId: randomUUID(), known: false, language: null };
  });
  serve(connection, telephony.keepContext, (body) => {
    state.contexts.push(body);
    return { ok: true };
  });
  serve(connection, telephony.rememberLanguage, ({ language }) => {
    state.remembered.push(language);
    return { ok: true };
  });
  serve(connection, telephony.customerNumber, async ({ customerId }) => {
    state.numbersAsked.push(customerId);
    await state.busyUntil;
    return { number: state.numbers.get(customerId) ?? null };
  });
  return state;
}

export const recordingDouble = (connection: BusConnection): void =>
  serve(connection, ready, () => ({ ready: true, refuseCalls: false }));
