import { Controller } from '@nestjs/common';
import { Serves } from '#common/bus/serves.js';
import type { RequestOf } from '#common/contracts/contract.js';
import * as telephony from '#common/contracts/telephony.js';
import { withInteraction } from '#common/log/log.js';
import { Calls } from '../calls/calls.js';
import { Treat } from '../waiting/treat.js';
import { CallOut } from './call-out.js';
import { ConsultCancel } from './consult-cancel.js';
import { ConsultComplete } from './consult-complete.js';
import { Dial } from './dial.js';
import { type Done, no } from './done.js';
import { Fence } from './fence.js';
import { Hold } from './hold.js';
import { Offer } from './offer.js';
import { Rejoin } from './rejoin.js';
import { Release } from './release.js';
import { Requeue } from './requeue.js';
import { Rescind } from './rescind.js';
import { Retrieve } from './retrieve.js';

/** What routing asks for. Each request may come twice and is then answered as it was the first time. */
@Controller()
export class LegsController {
  constructor(
    private readonly calls: Calls,
    private readonly fence: Fence,
    private readonly offering: Offer,
    private readonly dialling: Dial,
    private readonly callingOut: CallOut,
    private readonly rescinding: Rescind,
    private readonly holding: Hold,
    private readonly retrieving: Retrieve,
    private readonly releasing: Release,
    private readonly completing: ConsultComplete,
    private readonly cancelling: ConsultCancel,
    private readonly rejoining: Rejoin,
    private readonly requeueing: Requeue,
    private readonly treating: Treat,
  ) {}

  @Serves(telephony.offer)
  offer(body: RequestOf<typeof telephony.offer>) {
    return this.fenced(body, () => this.offering.make(body));
  }
  @Serves(telephony.dial)
  dial(body: RequestOf<typeof telephony.dial>) {
    return this.fenced(body, () => this.dialling.make(body));
  }
  @Serves(telephony.callOut)
  callOut(body: RequestOf<typeof telephony.callOut>) {
    return this.fenced(body, () => this.callingOut.make(body));
  }
  @Serves(telephony.rescind)
  rescind(body: RequestOf<typeof telephony.rescind>) {
    return this.fenced(body, () => this.rescinding.do(body));
  }
  @Serves(telephony.hold)
  hold(body: RequestOf<typeof telephony.hold>) {
    return this.fenced(body, () => this.holding.do(body));
  }
  @Serves(telephony.retrieve)
  retrieve(body: RequestOf<typeof telephony.retrieve>) {
    return this.fenced(body, () => this.retrieving.do(body));
  }
  @Serves(telephony.release)
  release(body: RequestOf<typeof telephony.release>) {
    return this.fenced(body, () => this.releasing.do(body));
  }
  @Serves(telephony.consultComplete)
  consultComplete(body: RequestOf<typeof telephony.consultComplete>) {
    return this.fenced(body, () => this.completing.do(body));
  }
  @Serves(telephony.consultCancel)
  consultCancel(body: RequestOf<typeof telephony.consultCancel>) {
    return this.fenced(body, () => this.cancelling.do(body));
  }
  @Serves(telephony.rejoin)
  rejoin(body: RequestOf<typeof telephony.rejoin>) {
    return this.fenced(body, () => this.rejoining.do(body));
  }
  @Serves(telephony.requeue)
  requeue(body: RequestOf<typeof telephony.requeue>) {
    return this.fenced(body, () => this.requeueing.do(body));
  }
  @Serves(telephony.treat)
  treat(body: RequestOf<typeof telephony.treat>) {
    return this.fenced(body, () => this.treating.do(body));
  }

  private async fenced(
    body: { tenant: string; fence: number; interactionId: string },
    act: () => Done | Promise<Done>,
  ): Promise<Done> {
    this.fence.check(body.fence);
    // Another tenant's call does not exist for whoever asks.
    if ((this.calls.get(body.interactionId)?.tenant ?? body.tenant) !== body.tenant) return no('CALL_GONE');
    return withInteraction(body.interactionId, async () => act());
  }
}
