import type { AriEvent } from './generated/models.js';

export type EventType = AriEvent['type'];
export type EventOf<T extends EventType> = Extract<AriEvent, { type: T }>;

/** Something armed before the act that causes it. `cancel` when it no longer matters; `happened` then never settles. */
export interface Expectation<T> {
  readonly happened: Promise<T>;
  cancel(): void;
}

/** No event fitted an expectation in time. */
export class ExpectationMissed extends Error {
  override readonly name = 'ExpectationMissed';
}

/** Hands each event to whoever listens for its type. One listener's exception never reaches another. */
export class EventHub {
  private readonly byType = new Map<string, Set<(event: AriEvent) => void>>();
  private readonly all = new Set<(event: AriEvent) => void>();

  constructor(private readonly failed: (error: unknown, event: AriEvent) => void) {}

  /** Calls `listener` for each event of this type until the returned function is called. */
  on<T extends EventType>(type: T, listener: (event: EventOf<T>) => unknown): () => void {
    const listeners = this.byType.get(type) ?? new Set();
    this.byType.set(type, listeners);
    return this.add(listeners, listener as (event: AriEvent) => unknown);
  }

  /** Calls `listener` for every event, in the order of arrival. */
  onEvery(listener: (event: AriEvent) => unknown): () => void {
    return this.add(this.all, listener);
  }

  /** Arms now; `happened` resolves with the first event of the type that `fits`, or rejects after `withinMs`. */
  expect<T extends EventType>(
    type: T,
    fits: (event: EventOf<T>) => boolean,
    withinMs: number,
  ): Expectation<EventOf<T>> {
    let cancel = () => {};
    const happened = new Promise<EventOf<T>>((resolve, reject) => {
      const timer = setTimeout(() => {
        off();
        reject(new ExpectationMissed(`no ${type} that fits within ${withinMs} ms`));
      }, withinMs);
      const off = this.on(type, (event) => {
        if (!fits(event)) return;
        cancel();
        resolve(event);
      });
      cancel = () => {
        clearTimeout(timer);
        off();
      };
    });
    // The act may throw before anyone awaits: the expectation's own time-out must not end the process then.
    happened.catch(() => {});
    return { happened, cancel: () => cancel() };
  }

  emit(event: AriEvent): void {
    for (const listener of [...(this.byType.get(event.type) ?? []), ...this.all]) listener(event);
  }

  private add(listeners: Set<(event: AriEvent) => void>, listener: (event: AriEvent) => unknown): () => void {
    const safe = async (event: AriEvent) => {
      try {
        await listener(event);
      } catch (error) {
        this.failed(error, event);
      }
    };
    listeners.add(safe);
    return () => listeners.delete(safe);
  }
}
