import { Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { Bus } from '#common/bus/bus.js';
import { Clock } from '#common/clock/clock.js';
import { standing } from '#common/contracts/routing.js';
import { telephonyFacts } from '#common/contracts/telephony.js';
import { describeError } from '#common/errors/errors.js';
import { log, withInteraction } from '#common/log/log.js';
import { counter } from '#common/metrics/metrics.js';
import type { Call } from '../calls/call.js';
import { Calls } from '../calls/calls.js';
import { Music } from '../calls/music.js';
import { Speaker } from '../calls/speaker.js';
import { Facts } from '../facts/facts.js';
import { Tenant } from '../tenant/tenant.js';
import { type Announcement, announce, LONG, type Standing } from './announcement.js';

const said = counter('spillway_telephony_announcements_total', 'Announcements of place and wait to callers in line', [
  'kind',
]);
/** How often it is looked who is to be told something. */
const LOOK_MS = 500;
/** Who comes into line is told soon, but not in the moment in which a phone may ring for her. */
const FIRST_MS = 4000;
const PATIENCE_MS = 1000;
const MINUTE_MS = 60_000;

/** Adds prompts to an announcement, after place and wait. */
type Also = (call: Call, standing: Standing) => readonly string[] | Promise<readonly string[]>;

/** Tells callers in line, at the intervals of their queue, where they stand. Routing knows; what it does not know is not said. */
@Injectable()
export class Announcer implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly next = new Map<string, number>();
  private readonly additions: Also[] = [];
  private timer?: NodeJS.Timeout;
  private readonly log = log('announcer');

  constructor(
    private readonly bus: Bus,
    private readonly calls: Calls,
    private readonly tenant: Tenant,
    private readonly music: Music,
    private readonly speaker: Speaker,
    private readonly facts: Facts,
    private readonly clock: Clock,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => this.look(), LOOK_MS);
  }
  onApplicationShutdown(): void {
    clearInterval(this.timer);
  }

  also(add: Also): void {
    this.additions.push(add);
  }

  private look(): void {
    const now = this.clock.now();
    for (const id of this.next.keys()) if (this.calls.get(id)?.phase !== 'queue') this.next.delete(id);
    for (const call of this.calls.all()) {
      const every = call.phase === 'queue' ? (this.rulesOf(call)?.everyMs ?? 0) : 0;
      if (every <= 0) continue;
      const { interactionId } = call;
      const at = this.next.get(interactionId) ?? now + Math.min(every, FIRST_MS);
      const busy = this.speaker.isSpeaking(call);
      // Counted from the end of what is said, so that there is music between.
      this.next.set(interactionId, busy || now >= at ? now + every : at);
      if (now >= at && !busy) void this.tell(call);
    }
  }

  private async tell(call: Call): Promise<void> {
    const { tenant, interactionId } = call;
    try {
      const where = await withInteraction(interactionId, () =>
        this.bus.call(standing, { tenant, interactionId }, { timeoutMs: PATIENCE_MS }),
      );
      const more = await Promise.all(this.additions.map((add) => add(call, where)));
      // Meanwhile a phone may ring for her, or an agent may have her: nobody is talked over.
      if (!where.waiting || this.calls.get(interactionId) !== call || call.phase !== 'queue') return;
      if (this.speaker.isSpeaking(call)) return;
      const rules = this.tenant.queue(where.queueId ?? '')?.waiting ?? this.rulesOf(call);
      if (rules) this.say(call, announce(rules, where, call.told), more.flat());
    } catch (error) {
      this.log.debug({ interactionId, ...describeError(error) }, 'nothing announced');
    }
  }

  private say(call: Call, { prompts, told, position, from, to, causes }: Announcement, more: readonly string[]): void {
    const { tenant, interactionId } = call;
    call.told = told;
    call.announced = (call.announced ?? 0) + 1;
    this.calls.save(call);
    this.music.after(call, [...prompts, ...more]);
    said.inc({ kind: to === null ? 'place' : 'wait' });
    const ms = (minutes: number | null) => (minutes === null || minutes === LONG ? null : minutes * MINUTE_MS);
    this.facts.add(
      telephonyFacts.announced,
      tenant,
      {
        interactionId,
        at: this.clock.now(),
        queueId: told.queueId,
        position,
        fromMs: ms(from),
        toMs: ms(to),
        cause: causes[0] ?? null,
      },
      `${call.announced}`,
    );
  }

  /** The queue she was told of last: a line may have changed hers since she came. */
  private rulesOf({ told, queue }: Call) {
    return this.tenant.queue(told?.queueId ?? queue?.queueId ?? '')?.waiting;
  }
}
