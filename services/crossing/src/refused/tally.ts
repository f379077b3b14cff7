import { Injectable } from '@nestjs/common';
import type { z } from 'zod';
import type { DataClass } from '#common/contracts/fields.js';
import * as metrics from '../metrics.js';
import { classCounter } from '../project/classes.js';

/** Counts every message and field that crosses, by class and direction. */
@Injectable()
export class Tally {
  private readonly counters = new WeakMap<z.ZodType, ReturnType<typeof classCounter>>();

  count(direction: 'in' | 'out', contract: string, schema: z.ZodType, message: unknown, bytes: number): void {
    metrics.messages.inc({ direction, contract });
    metrics.bytes.inc({ direction, contract }, bytes);
    let counter = this.counters.get(schema);
    if (!counter) {
      counter = classCounter(schema);
      this.counters.set(schema, counter);
    }
    const found = new Map<DataClass, number>();
    counter(message, found);
    for (const [cls, n] of found) metrics.fields.inc({ direction, contract, class: cls }, n);
  }
}
