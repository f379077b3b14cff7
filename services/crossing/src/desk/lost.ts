import { Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import type { edgeLost } from '#common/contracts/edge.js';
import { deskLost } from '#common/contracts/routing.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { type Attached, AttachedDesktops } from '../sessions/attached.js';

/** How long routing is told again that a desktop is lost, ms; it hears the same from the beats that no longer name her. */
const INSIST = 30_000;

/** A desktop is gone: routing hears of it at once, so that her caller goes to the next agent. */
@Injectable()
export class Lost {
  private readonly log = log('lost');

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
    private readonly attached: AttachedDesktops,
  ) {}

  /** From the gateway that held it. One that holds it no longer is not heard. */
  take(r: RequestOf<typeof edgeLost>): ReplyOf<typeof edgeLost> {
    const desktop = this.attached.detach(r.session, r);
    if (desktop) void this.tell(desktop, 'its page is gone');
    return { ok: true };
  }

  async tell(d: Attached, why: string): Promise<void> {
    this.log.info({ session: d.session, why }, 'desktop lost');
    const at = this.clock.now();
    const { tenant, session, agentId, epoch } = d;
    await this.bus
      .callUntilDone(deskLost, { tenant, session, agentId, epoch, at }, { giveUpAt: at + INSIST })
      .catch((error: unknown) => this.log.warn({ session, ...describeError(error) }, 'routing was not told'));
  }
}
