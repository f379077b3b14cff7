import type { Msg, NatsConnection, Subscription } from '@nats-io/transport-node';
import { type CustomTransportStrategy, Server } from '@nestjs/microservices';
import { firstValueFrom, isObservable } from 'rxjs';
import type { HybridClock } from '../clock/hlc.js';
import type { RequestContract } from '../contracts/contract.js';
import { describeError, SpillwayError } from '../errors/errors.js';
import { toWire } from '../errors/wire.js';
import { withContext } from '../log/context.js';
import { log } from '../log/log.js';
import { counter, FAST, histogram } from '../metrics/metrics.js';
import { SpanKind, traced } from '../trace/trace.js';
import type { BusConnection } from './connection.js';
import { type Answer, contextFrom, encode, hlcOf, isLate, take } from './wire.js';

const seconds = histogram('spillway_bus_serve_seconds', 'From taking a request off the bus to answering it', FAST, [
  'subject',
]);
const late = counter('spillway_bus_late_total', 'Requests refused because their deadline had passed', ['subject']);

/** Nest’s transport for `@Serves` handlers of one bus. Replicas of a service share the work by queue group. */
export class BusServer extends Server implements CustomTransportStrategy {
  private readonly lines = log('bus');
  private readonly subscriptions: Subscription[] = [];

  constructor(
    private readonly connection: BusConnection,
    override readonly transportId: symbol,
    private readonly group: string,
    private readonly clock?: HybridClock,
  ) {
    super();
  }

  listen(ready: () => void): void {
    this.connection.onOpen((nc) => {
      for (const subject of this.messageHandlers.keys()) this.serve(nc, subject);
    });
    ready();
  }

  close(): void {
    for (const s of this.subscriptions) s.unsubscribe();
  }

  on(): never {
    throw new Error('not used: BusConnection tells of the connection');
  }

  unwrap<T>(): T {
    return this.connection as T;
  }

  private serve(nc: NatsConnection, subject: string): void {
    this.subscriptions.push(
      nc.subscribe(subject, {
        queue: this.group,
        callback: (error, message) => {
          if (error) this.lines.error({ subject, ...describeError(error) }, 'bus refused a subscription');
          else void this.answer(subject, message);
        },
      }),
    );
  }

  private async answer(subject: string, message: Msg): Promise<void> {
    if (isLate(message.headers, Date.now())) {
      late.inc({ subject });
      return;
    }
    const hlc = hlcOf(message.headers);
    if (hlc) this.clock?.receive(hlc);
    const stop = seconds.startTimer({ subject });
    const answer = await withContext(contextFrom(message.headers), () =>
      traced(`serve ${subject}`, SpanKind.SERVER, {}, () => this.run(subject, message)),
    );
    stop();
    this.respond(subject, message, answer);
  }

  /** Nobody hears of what is thrown here, and an error that nobody hears of ends the process. */
  private respond(subject: string, message: Msg, answer: Answer): void {
    try {
      message.respond(encode(answer));
    } catch (error) {
      this.lines.error({ subject, ...describeError(error) }, 'an answer could not be sent');
      if (!('error' in answer)) this.respond(subject, message, { error: toWire(notSent(error)) });
    }
  }

  private async run(subject: string, message: Msg): Promise<Answer> {
    const handler = this.messageHandlers.get(subject)!;
    const contract = handler.extras!['contract'] as RequestContract;
    try {
      const result: unknown = await handler(take(contract.request, message.data, subject));
      return { ok: isObservable(result) ? await firstValueFrom(result) : result };
    } catch (error) {
      const level = error instanceof SpillwayError ? error.traits.level : 'error';
      this.lines[level](
        { subject, ...describeError(error), ...(level === 'error' ? { err: error } : {}) },
        'request refused',
      );
      return { error: toWire(error) };
    }
  }
}

/** The bus takes no message above its limit (`max_payload` of NATS), and none once it is closed: then this is not sent either. */
const notSent = (cause: unknown) =>
  new SpillwayError('BUS.ANSWER_NOT_SENT', 'There is an answer, but the bus does not take it.', {
    blame: 'us',
    cause,
    hint: 'Ask for less at a time; the log of the answering service says why.',
  });
