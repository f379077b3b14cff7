import { Injectable } from '@nestjs/common';

/** Wall-clock time in milliseconds. Injected, so that tests hold it in their hand. */
@Injectable()
export class Clock {
  now(): number {
    return Date.now();
  }
}

/** A clock that stands still until told otherwise. */
export class ManualClock extends Clock {
  constructor(private ms = 1_000_000) {
    super();
  }
  override now(): number {
    return this.ms;
  }
  advance(by: number): number {
    this.ms += by;
    return this.ms;
  }
}
