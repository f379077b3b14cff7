import { Inject, Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { BusConnection } from '#common/bus/connection.js';
import { decode, encode } from '#common/bus/wire.js';
import type { NoticeContract, RequestContract } from '#common/contracts/contract.js';
import type { EdgeField } from '#common/contracts/fields.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { EDGE_CONNECTION } from '#common/tokens.js';
import { seconds } from '../metrics.js';
import { Refused } from '../refused/refused.js';
import { Tally } from '../refused/tally.js';

type Nats = ReturnType<BusConnection['live']>;
type Subscription = ReturnType<Nats['subscribe']>;
type EdgeRequest<I extends EdgeField, O extends EdgeField> = RequestContract<I, O>;

/**
 * The crossing’s side of the place’s bus. It takes and gives edge contracts alone (the types see to it), checks each
 * message in both directions, sends no headers and reads none. No queue group: a crossing that was stopped in the middle
 * must not swallow what its successor is asked.
 */
@Injectable()
export class EdgeBus {
  private readonly subscriptions: Subscription[] = [];
  private readonly log = log('edge');
  private open = false;
  /** Counts the openings, so that what was wanted before a stop is not subscribed after it. */
  private opening = 0;

  constructor(
    @Inject(EDGE_CONNECTION) private readonly connection: BusConnection,
    private readonly refused: Refused,
    private readonly tally: Tally,
  ) {}

  get connected(): boolean {
    return this.connection.connected;
  }
  onReconnect(fn: () => void): void {
    this.connection.onReconnect(fn);
  }

  /**
   * Answers requests of a contract while open.
   * @param refuse the answer to what does not parse; undefined when the contract has no room for a refusal
   */
  serve<I extends EdgeField, O extends EdgeField>(
    contract: EdgeRequest<I, O>,
    handler: (body: z.infer<I>) => Promise<z.infer<O>>,
    refuse: (code: string) => z.infer<O> | undefined,
  ): void {
    this.subscribe(contract.subject, (data, respond) => {
      const stop = seconds.startTimer({ contract: contract.subject });
      const body = this.read(contract.subject, contract.request, data);
      const answering = body ? handler(body) : Promise.resolve(refuse('EDGE.MALFORMED'));
      void answering
        .then((answer) => {
          if (answer === undefined) return;
          const out = this.check('out', contract.subject, contract.reply, answer) ?? refuse('EDGE.REFUSED');
          if (out !== undefined) respond(encode({ ok: out }));
        })
        .catch((error: unknown) =>
          this.log.error({ contract: contract.subject, ...describeError(error) }, 'no answer given'),
        )
        .finally(stop);
    });
  }

  hear<D extends EdgeField>(contract: NoticeContract<D>, handler: (body: z.infer<D>) => void): void {
    this.subscribe(contract.subject, (data) => {
      const body = this.read(contract.subject, contract.data, data);
      if (body) handler(body);
    });
  }

  /** @returns false when it was not sent: the bus is away, or the message was none that may leave */
  publish<D extends EdgeField>(contract: NoticeContract<D>, body: z.infer<D>, token = ''): boolean {
    if (!this.open || !this.connection.connected) return false;
    const message = this.check('out', contract.subject, contract.data, body);
    if (!message) return false;
    this.connection.live().publish(contract.subject.replace('*', token), encode(message));
    return true;
  }

  /** From now on requests are answered and notices heard. */
  start(): void {
    this.open = true;
    this.opening++;
  }
  stop(): void {
    this.open = false;
    for (const s of this.subscriptions.splice(0)) s.unsubscribe();
  }

  private subscribe(subject: string, take: (data: Uint8Array, respond: (answer: Uint8Array) => void) => void): void {
    const opening = this.opening;
    this.connection.onOpen((nc: Nats) => {
      if (!this.open || opening !== this.opening) return;
      this.subscriptions.push(
        nc.subscribe(subject, {
          callback: (error, message) => {
            if (error) this.log.error({ subject, ...describeError(error) }, 'edge bus refused a subscription');
            else take(message.data, (answer) => message.respond(answer));
          },
        }),
      );
    });
  }

  private read<T extends EdgeField>(contract: string, schema: T, data: Uint8Array): z.infer<T> | undefined {
    let value: unknown;
    try {
      value = decode(data);
    } catch {
      this.refused.keep({ direction: 'in', contract, reason: 'not-json', where: '', bytes: data.length });
      return undefined;
    }
    return this.check('in', contract, schema, value, data.length);
  }

  private check<T extends EdgeField>(
    direction: 'in' | 'out',
    contract: string,
    schema: T,
    value: unknown,
    size?: number,
  ): z.infer<T> | undefined {
    const bytes = size ?? JSON.stringify(value).length;
    const result = schema.safeParse(value);
    if (result.success) {
      this.tally.count(direction, contract, schema, result.data, bytes);
      return result.data;
    }
    // Paths and kinds of what is wrong, never what was there.
    const where = result.error.issues
      .slice(0, 4)
      .map((i) => `${i.path.join('.')} ${i.code}`)
      .join(', ');
    this.refused.keep({ direction, contract, reason: 'malformed', where, bytes });
    return undefined;
  }
}
