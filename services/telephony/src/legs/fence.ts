import { Injectable } from '@nestjs/common';
import { SpillwayError } from '#common/errors/errors.js';

/** Remembers the newest writer among routing's processes: what an older one still says is refused. */
@Injectable()
export class Fence {
  private newest = 0;

  check(epoch: number): void {
    if (epoch < this.newest)
      throw new SpillwayError('TELEPHONY.STALE_EPOCH', `Epoch ${epoch} is over; the writer now has ${this.newest}.`, {
        blame: 'caller',
        hint: 'This process has lost its lease and must stop deciding.',
      });
    this.newest = epoch;
  }
}
