import { Controller, type OnApplicationBootstrap } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Serves } from '#common/bus/serves.js';
import type { ReplyOf } from '#common/contracts/contract.js';
import { ready } from '#common/contracts/recording.js';
import { segment } from '#common/contracts/telephony.js';
import { withInteraction } from '#common/log/log.js';
import { Space } from '../space/space.js';
import { Keeper } from './keeper.js';

/** What the bus asks of recording. */
@Controller()
export class KeeperEvents implements OnApplicationBootstrap {
  constructor(
    private readonly bus: Bus,
    private readonly keeper: Keeper,
    private readonly space: Space,
  ) {}

  onApplicationBootstrap(): void {
    this.bus.subscribe(segment, ({ change, at, ...talk }) =>
      withInteraction(talk.interactionId, () =>
        change === 'bridged' ? this.keeper.begin(talk) : this.keeper.end(talk.channel, talk.reservationId, at),
      ),
    );
  }

  @Serves(ready)
  async ready(): Promise<ReplyOf<typeof ready>> {
    return { ready: !this.space.full, refuseCalls: this.space.refuseCalls };
  }
}
