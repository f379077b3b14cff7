import { setTimeout as delay } from 'node:timers/promises';
import { Inject, Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { CONFIG } from '#common/config/config.js';
import { type DeskSnapshot, edgeAttach, edgeSnapshot } from '#common/contracts/edge.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { EDGE_BUS } from '#common/tokens.js';
import { Gate } from '#common/work/gate.js';
import type { Config } from '../config.js';
import { gaps } from '../metrics.js';
import { isPassing } from './codes.js';
import type { Desk } from './desk.js';
import { GATEWAY } from './gateway.id.js';

/** Attaches and snapshots asked for at the same time; a thousand pages that come back at once must not drown the site. */
const AT_ONCE = 100;

/** Brings a desktop its state, and brings it again until it has it: the site, the bus or the crossing may be away. */
@Injectable()
export class AttachService {
  private readonly gate = new Gate(AT_ONCE);
  private readonly log = log('attach');

  constructor(
    @Inject(EDGE_BUS) private readonly bus: Bus,
    @Inject(CONFIG) private readonly config: Config,
  ) {}

  attach(desk: Desk): Promise<void> {
    return this.ask(desk, () => this.attachNow(desk));
  }

  /** The page or its sequence misses something. */
  refresh(desk: Desk, reason: 'gap' | 'stalled' | 'asked'): Promise<void> {
    gaps.inc({ reason });
    const { session, epoch } = desk;
    return this.ask(desk, async () => {
      const answer = await this.bus.call(edgeSnapshot, { session, epoch });
      // A crossing that has just taken over does not know her yet.
      return answer.code === 'EDGE.NOT_ATTACHED' ? this.attachNow(desk) : answer;
    });
  }

  private attachNow({ session, epoch }: Desk) {
    return this.bus.call(edgeAttach, { session, epoch, place: this.config.place, gateway: GATEWAY });
  }

  private async ask(
    desk: Desk,
    question: () => Promise<{ snapshot?: DeskSnapshot | undefined; code?: string | undefined }>,
  ): Promise<void> {
    if (desk.asking) {
      desk.askAgain = true;
      return;
    }
    desk.asking = true;
    desk.askAgain = false;
    try {
      for (let wait = 100; desk.open; wait = Math.min(wait * 2, 2000)) {
        desk.awaitSnapshot();
        const answer = await this.gate.through(question).catch((error: unknown) => {
          this.log.debug({ session: desk.session, ...describeError(error) }, 'site not reached for a desktop');
          return { code: 'EDGE.SITE_AWAY' };
        });
        if ('snapshot' in answer && answer.snapshot) {
          const trouble = desk.snapshot(answer.snapshot);
          // A stalled page is given its snapshot when it reads again.
          if (trouble !== 'gap') break;
          gaps.inc({ reason: 'gap' });
        } else if (!isPassing(answer.code)) {
          this.log.info({ session: desk.session, code: answer.code }, 'attach refused');
          desk.bye(answer.code ?? 'EDGE.REFUSED', 1008);
          return;
        }
        await delay(wait);
      }
    } finally {
      desk.asking = false;
    }
    // What was asked for meanwhile may have been for a site that started anew after the answer was given.
    if (desk.askAgain && desk.open) await this.attach(desk);
  }
}
