import { Injectable, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { interactionEnd, report } from '#common/contracts/routing.js';
import type { CallPhase, EndCause, LegOutcome } from '#common/contracts/words.js';
import { describeError } from '#common/errors/errors.js';
import { log, withInteraction } from '#common/log/log.js';
import type { Call } from '../calls/call.js';

const PATIENCE_MS = 10 * 60_000;

/** What routing must learn: repeated until it is acknowledged, and for one interaction in order. */
@Injectable()
export class Reports implements OnApplicationShutdown {
  private readonly tails = new Map<string, Promise<void>>();
  private readonly stopping = new AbortController();
  private readonly log = log('reports');

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
  ) {}

  get waiting(): number {
    return this.tails.size;
  }

  leg(
    call: Pick<Call, 'interactionId' | 'tenant'>,
    reservationId: string,
    outcome: LegOutcome,
    sipCause?: number,
  ): void {
    const { tenant, interactionId } = call;
    const body = {
      tenant,
      interactionId,
      reservationId,
      outcome,
      at: this.clock.now(),
      ...(sipCause ? { sipCause } : {}),
    };
    this.log.info(`call=${interactionId} leg=${reservationId} outcome=${outcome}`);
    this.inOrder(interactionId, (o) => this.bus.callUntilDone(report, body, o));
  }

  ended(
    call: Pick<Call, 'interactionId' | 'tenant'>,
    phase: CallPhase,
    cause: EndCause,
    keepTicket: boolean,
    at: number,
  ): void {
    const { tenant, interactionId } = call;
    const body = { tenant, interactionId, phase, cause, keepTicket, at };
    this.inOrder(interactionId, (o) => this.bus.callUntilDone(interactionEnd, body, o));
  }

  onApplicationShutdown(): void {
    this.stopping.abort();
  }

  private inOrder(id: string, send: (o: { signal: AbortSignal; giveUpAt: number }) => Promise<unknown>): void {
    const giveUpAt = Date.now() + PATIENCE_MS;
    const before = this.tails.get(id);
    const once = () => withInteraction(id, () => send({ signal: this.stopping.signal, giveUpAt }));
    const done = (before ? before.then(once) : once()).then(
      () => {},
      (error: unknown) => {
        // Routing heals what it never heard of from our snapshot.
        if (!this.stopping.signal.aborted)
          this.log.error({ interactionId: id, ...describeError(error) }, 'a report was given up');
      },
    );
    this.tails.set(id, done);
    void done.then(() => {
      if (this.tails.get(id) === done) this.tails.delete(id);
    });
  }
}
