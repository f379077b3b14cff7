import { setTimeout as delay } from 'node:timers/promises';
import { type MsgHdrs, NoRespondersError, TimeoutError } from '@nats-io/transport-node';
import type { z } from 'zod';
import type { HybridClock } from '../clock/hlc.js';
import type { NoticeContract, RequestContract } from '../contracts/contract.js';
import type { Classed } from '../contracts/fields.js';
import { describeError, SpillwayError } from '../errors/errors.js';
import { fromWire } from '../errors/wire.js';
import { withContext } from '../log/context.js';
import { log } from '../log/log.js';
import { FAST, histogram } from '../metrics/metrics.js';
import { SpanKind, traced } from '../trace/trace.js';
import type { BusConnection } from './connection.js';
import { type Answer, contextFrom, decode, encode, headersOf, hlcOf, take } from './wire.js';

const seconds = histogram('spillway_bus_call_seconds', 'From a request on the bus to its answer', FAST, [
  'subject',
  'outcome',
]);

export interface CallOptions {
  timeoutMs?: number;
}
export interface RepeatOptions extends CallOptions {
  signal?: AbortSignal;
  /** Milliseconds since the epoch after which it throws instead of trying again. */
  giveUpAt?: number;
}

/** Requests and notices on one bus, checked against their contracts on both sides. */
export class Bus {
  private readonly log = log('bus');

  /** @param bare an edge bus: no headers at all, so nothing rides along. */
  constructor(
    readonly connection: BusConnection,
    private readonly bare = false,
    private readonly clock?: HybridClock,
  ) {}

  /**
   * Asks and waits for the answer. Throws SpillwayError: BUS.AWAY, BUS.NO_RESPONDER, BUS.TIMEOUT (all retryable), or the
   * answering side’s own code.
   */
  async call<I extends Classed, O extends Classed>(
    contract: RequestContract<I, O>,
    body: z.infer<I>,
    options: CallOptions = {},
  ): Promise<z.infer<O>> {
    const { timeoutMs = 2000 } = options;
    return traced(`ask ${contract.subject}`, SpanKind.CLIENT, {}, () => this.ask(contract, body, timeoutMs));
  }

  private async ask<I extends Classed, O extends Classed>(
    contract: RequestContract<I, O>,
    body: z.infer<I>,
    timeoutMs: number,
  ): Promise<z.infer<O>> {
    const stop = seconds.startTimer({ subject: contract.subject });
    let outcome = 'failed';
    try {
      const h = this.bare ? undefined : headersOf(this.clock?.tick(), Date.now() + timeoutMs);
      const message = await this.connection
        .live()
        .request(contract.subject, encode(body), { timeout: timeoutMs, ...(h ? { headers: h } : {}) })
        .catch((error: unknown) => {
          throw away(error, contract.subject);
        });
      const answer = decode(message.data) as Answer;
      if ('error' in answer) {
        outcome = 'refused';
        throw fromWire(answer.error);
      }
      outcome = 'ok';
      return take(contract.reply, encode(answer.ok), contract.subject);
    } finally {
      stop({ outcome });
    }
  }

  /** Repeats a call until it is acknowledged: for what must arrive and may arrive twice. Not retryable refusals are thrown. */
  async callUntilDone<I extends Classed, O extends Classed>(
    contract: RequestContract<I, O>,
    body: z.infer<I>,
    options: RepeatOptions = {},
  ): Promise<z.infer<O>> {
    for (let wait = 50; ; wait = Math.min(wait * 2, 1000)) {
      options.signal?.throwIfAborted();
      try {
        return await this.call(contract, body, options);
      } catch (error) {
        const again =
          error instanceof SpillwayError &&
          error.retryable &&
          (options.giveUpAt === undefined || Date.now() + wait < options.giveUpAt);
        if (!again) throw error;
        this.log.debug({ subject: contract.subject, ...describeError(error) }, 'repeating');
        await delay(wait, undefined, options.signal ? { signal: options.signal } : {});
      }
    }
  }

  /** Sends a notice, at most once; silently nothing while the bus is away. `tokens` fill the `*` of the subject in order. */
  publish<D extends Classed>(contract: NoticeContract<D>, body: z.infer<D>, ...tokens: string[]): boolean {
    if (!this.connection.connected) return false;
    const rest = [...tokens];
    const subject = contract.subject.replace(/\*/g, () => rest.shift() ?? '_');
    const h = this.bare ? undefined : headersOf(this.clock?.tick());
    this.connection.live().publish(subject, encode(body), h ? { headers: h } : {});
    return true;
  }

  private heard(h: MsgHdrs | undefined): void {
    const hlc = hlcOf(h);
    if (hlc) this.clock?.receive(hlc);
  }

  /** Hears a notice from now on, also across reconnects. Answers with the way to stop. */
  subscribe<D extends Classed>(
    contract: NoticeContract<D>,
    handler: (body: z.infer<D>, tokens: string[]) => void | Promise<void>,
    ...tokens: string[]
  ): () => void {
    const rest = [...tokens];
    const subject = contract.subject.replace(/\*/g, () => rest.shift() ?? '*');
    let stopped = false;
    let unsubscribe = () => {
      stopped = true;
    };
    const failed = (error: unknown) => this.log.warn({ subject, ...describeError(error) }, 'notice not taken');
    this.connection.onOpen((nc) => {
      if (stopped) return;
      const subscription = nc.subscribe(subject, {
        callback: (error, message) => {
          if (error) return failed(error);
          try {
            this.heard(message.headers);
            const body = take(contract.data, message.data, contract.subject);
            void withContext(contextFrom(message.headers), async () => handler(body, message.subject.split('.'))).catch(
              failed,
            );
          } catch (e) {
            failed(e);
          }
        },
      });
      unsubscribe = () => subscription.unsubscribe();
    });
    return () => unsubscribe();
  }
}

function away(error: unknown, subject: string): SpillwayError {
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  if (error instanceof NoRespondersError || cause instanceof NoRespondersError)
    return new SpillwayError('BUS.NO_RESPONDER', `Nobody answers ${subject} now.`, {
      blame: 'network',
      cause: error,
      hint: 'The service that answers it is starting or down.',
    });
  if (error instanceof TimeoutError || cause instanceof TimeoutError)
    return new SpillwayError('BUS.TIMEOUT', `No answer on ${subject} in time.`, { blame: 'network', cause: error });
  return new SpillwayError('BUS.AWAY', `The bus failed while asking ${subject}.`, { blame: 'network', cause: error });
}
