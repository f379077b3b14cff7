import { Injectable } from '@nestjs/common';
import { Clock } from '#common/clock/clock.js';
import { edgeDelta } from '#common/contracts/edge.js';
import { deskChange } from '#common/contracts/routing.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { EdgeBus } from '../edge/edge.bus.js';
import { KeyedQueue } from '../edge/keyed.queue.js';
import { seconds, unheard } from '../metrics.js';
import { projectChange, refsOf, type SiteChange } from '../project/outward.js';
import { Refused } from '../refused/refused.js';
import { AttachedDesktops } from '../sessions/attached.js';
import { Tokens } from '../tokens/tokens.service.js';

/** Changes that may wait for one desktop while the vault is away; what is dropped shows as a gap, and a gap as a snapshot. */
const WAITING = 200;
const PATIENCE = 10_000;

/** Takes routing’s changes out to the gateway that holds the desktop, in order for each desktop. */
@Injectable()
export class Changes {
  private readonly queue = new KeyedQueue(WAITING);
  private readonly log = log('changes');

  constructor(
    private readonly edge: EdgeBus,
    private readonly clock: Clock,
    private readonly attached: AttachedDesktops,
    private readonly tokens: Tokens,
    private readonly refused: Refused,
  ) {}

  take(change: SiteChange): void {
    const stop = seconds.startTimer({ contract: edgeDelta.subject });
    const taken = this.queue.run(change.session, () => this.send(change).finally(stop));
    if (!taken) this.drop('too-many');
  }

  private async send(change: SiteChange): Promise<void> {
    const desktop = this.attached.get(change.session);
    // A page that has just gone, or an attachment that was replaced: nobody is there to hear it.
    if (!desktop || desktop.epoch !== change.epoch || desktop.agentId !== change.agentId) {
      unheard.inc();
      return;
    }
    try {
      const tokenOf = await this.tokens.ready(desktop.tenant, refsOf(change), this.clock.now() + PATIENCE);
      this.edge.publish(edgeDelta, projectChange(change, tokenOf), desktop.gateway);
    } catch (error) {
      this.log.warn({ session: change.session, ...describeError(error) }, 'change not sent');
      this.drop('no-token');
    }
  }

  private drop(reason: string): void {
    this.refused.keep({ direction: 'out', contract: deskChange.subject, reason, where: '', bytes: 0 });
  }
}
