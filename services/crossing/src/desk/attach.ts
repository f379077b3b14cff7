import { Inject, Injectable } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { CONFIG } from '#common/config/config.js';
import type { ReplyOf, RequestOf } from '#common/contracts/contract.js';
import type { edgeAttach, edgeSnapshot } from '#common/contracts/edge.js';
import { deskAttach } from '#common/contracts/routing.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import type { Config } from '../config.js';
import { codeOf, edgeRefusal, safeCode } from '../edge/refusal.js';
import { projectSnapshot, refsOf } from '../project/outward.js';
import { type Attached, AttachedDesktops } from '../sessions/attached.js';
import { DirectoryCache } from '../sessions/directory.cache.js';
import { Tokens } from '../tokens/tokens.service.js';

type Answer = ReplyOf<typeof edgeAttach>;
/** An answer that nobody waits for any more is worth nothing; the gateway asks again. ms */
const PATIENCE = 1500;

/** Attaches a desktop at routing, and answers with everything it shows. Asking again changes nothing. */
@Injectable()
export class Attach {
  private readonly log = log('attach');

  constructor(
    private readonly bus: Bus,
    private readonly clock: Clock,
    @Inject(CONFIG) private readonly config: Config,
    private readonly directory: DirectoryCache,
    private readonly attached: AttachedDesktops,
    private readonly tokens: Tokens,
  ) {}

  async attach(r: RequestOf<typeof edgeAttach>): Promise<Answer> {
    return this.answered(r.session, async () => {
      if (r.place !== this.config.place) throw edgeRefusal('EDGE.WRONG_PLACE', 'A gateway of another place asked.');
      const owner = await this.directory.ownerOf(r.session, r.epoch);
      const before = this.attached.get(r.session);
      if (before && before.epoch > r.epoch) throw edgeRefusal('ROUTING.STALE_EPOCH', 'A newer attachment stands.');
      const { tenant, agentId } = owner;
      const desktop = {
        session: r.session,
        tenant,
        agentId,
        epoch: r.epoch,
        gateway: r.gateway,
        seenAt: this.clock.now(),
      };
      // Before routing answers: the first changes may be on their way at the same time as its answer.
      this.attached.attach(desktop);
      return this.read(desktop);
    });
  }

  async snapshot(r: RequestOf<typeof edgeSnapshot>): Promise<Answer> {
    return this.answered(r.session, async () => {
      const desktop = this.attached.get(r.session);
      if (!desktop) throw edgeRefusal('EDGE.NOT_ATTACHED', 'Not attached through this crossing.');
      if (desktop.epoch !== r.epoch) throw edgeRefusal('ROUTING.STALE_EPOCH', 'Another attachment stands.');
      return this.read(desktop);
    });
  }

  private async read(d: Attached): Promise<Answer> {
    const at = this.clock.now();
    const state = await this.bus.call(
      deskAttach,
      { tenant: d.tenant, session: d.session, agentId: d.agentId, epoch: d.epoch, place: this.config.place, at },
      { timeoutMs: PATIENCE },
    );
    if (!state.ok || !state.agent) {
      this.attached.detach(d.session, d);
      return { code: safeCode(state.code) };
    }
    const tokenOf = await this.tokens.ready(d.tenant, refsOf(state), at + PATIENCE);
    return {
      snapshot: projectSnapshot({ ...state, agent: state.agent }, { session: d.session, epoch: d.epoch, at }, tokenOf),
    };
  }

  private async answered(session: string, work: () => Promise<Answer>): Promise<Answer> {
    try {
      return await work();
    } catch (error) {
      this.log.info({ session, ...describeError(error) }, 'desktop not attached');
      return { code: codeOf(error) };
    }
  }
}
