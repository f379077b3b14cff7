import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { writerStarted } from '#common/contracts/routing.js';
import { Calls } from './calls.js';
import { Enqueue } from './enqueue.js';

/** A new writer of routing may not have heard of those who came last: everybody in line is named to it again. */
@Injectable()
export class LineAgain implements OnApplicationBootstrap, OnApplicationShutdown {
  private stop?: () => void;

  constructor(
    private readonly bus: Bus,
    private readonly calls: Calls,
    private readonly enqueue: Enqueue,
  ) {}

  onApplicationBootstrap(): void {
    this.stop = this.bus.subscribe(writerStarted, () => {
      for (const call of this.calls.all()) {
        if (call.phase === 'queue' || call.phase === 'ringing') void this.enqueue.ask(call);
      }
    });
  }
  onApplicationShutdown(): void {
    this.stop?.();
  }
}
