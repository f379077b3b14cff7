import type { Bus } from '#common/bus/bus.js';
import type { Clock } from '#common/clock/clock.js';
import type { HybridClock } from '#common/clock/hlc.js';
import { deskChange } from '#common/contracts/routing.js';
import { release } from '#common/contracts/telephony.js';
import { describeError } from '#common/errors/errors.js';
import { log } from '#common/log/log.js';
import { anythingDue } from '../core/due.js';
import type { FactDraft } from '../core/effects.js';
import type { Estimate } from '../core/estimate.port.js';
import type { Input } from '../core/inputs.js';
import { anyOverflows } from '../core/overflow.js';
import { standingOf } from '../core/standing.js';
import type { State } from '../core/state.js';
import { Desks } from '../desk/desks.js';
import { Presence } from '../desk/presence.js';
import { Healer } from '../heal/healer.js';
import { Live } from '../live/live.js';
import { answerSeconds, healed, offers, outcomes } from '../metrics.js';
import { forgetOld } from './rows.js';
import { Sender } from './sender.js';
import type { Store } from './store.js';
import { type Committed, Writer } from './writer.js';

export interface TenantPorts {
  readonly tenant: string;
  readonly store: Store;
  readonly bus: Bus;
  readonly clock: Clock;
  readonly hlc: HybridClock;
  readonly estimate?: Estimate;
  /** The estimate learns from what was committed. */
  readonly learn?: (facts: readonly FactDraft[], state: State, now: number) => void;
  /** The ledger has something new. */
  readonly wake: () => void;
  readonly fenced: () => void;
}

/** Everything of one tenant that lives in memory: the writer, and who acts on what it has committed. */
export class TenantRouting {
  readonly writer: Writer;
  readonly desks: Desks;
  readonly presence = new Presence();
  readonly healer = new Healer();
  readonly live: Live;
  readonly sender: Sender;
  #fence = 0;
  /** Something was committed since figures were last told. */
  #stale = true;
  readonly #log = log('routing');

  constructor(private readonly ports: TenantPorts) {
    const { tenant, bus } = ports;
    this.writer = new Writer({
      ...ports,
      unsaid: () => this.sender.unsaid(),
      committed: (effects) => this.#committed(effects),
    });
    this.desks = new Desks(tenant, (change, place) => bus.publish(deskChange, change, place));
    this.live = new Live();
    this.sender = new Sender(
      bus,
      tenant,
      () => this.#fence,
      (input) => this.tell(input),
    );
  }

  async open(epoch: number): Promise<void> {
    const unsaid = await this.writer.open(epoch);
    const now = this.ports.clock.now();
    this.#fence = epoch;
    for (const command of unsaid) this.sender.send(command, now);
    this.desks.begin(epoch);
    this.presence.begin(now);
    this.healer.begin();
  }

  close = (): Promise<void> => this.writer.close();

  /** For what nobody waits for: it is found again by healing when it fails. */
  tell(input: Input): void {
    this.writer.submit(input).catch((error: unknown) => {
      this.#log.debug({ input: input.type, ...describeError(error) }, 'not taken, will be seen again');
    });
  }

  /** Time limits, desktops that fell silent, and forgetting. Cheap when there is nothing to do. */
  async tick(): Promise<void> {
    if (this.writer.mode !== 'writing') return;
    const now = this.ports.clock.now();
    const { due, lost } = await this.writer.read((s) => {
      forgetOld(s, now);
      const attached = [...s.agents.values()].filter((a) => a.attached);
      return {
        due: anythingDue(s, now) || anyOverflows(s, now, this.ports.estimate),
        lost: this.presence.missing(attached, now),
      };
    });
    if (due) this.tell({ type: 'tick' });
    for (const { id, session, epoch } of lost) {
      healed.inc({ kind: 'desktop-silent' });
      if (session) this.tell({ type: 'desk-lost', agentId: id, session, epoch, at: now });
    }
  }

  /** A place names the desktops that are alive. One that was taken for lost by mistake is attached again by that alone. */
  async beat(place: string, desks: readonly { agentId: string; session: string; epoch: number }[]): Promise<void> {
    const at = this.ports.clock.now();
    this.presence.beat(place, desks, at);
    const back = await this.writer.read((s) => this.presence.returned(desks, s.agents.get));
    for (const { agentId, session, epoch } of back) {
      healed.inc({ kind: 'desktop-there' });
      this.tell({ type: 'desk-attach', agentId, session, epoch, place, at });
    }
  }

  /** Queue figures and live pages; nothing when nothing was written since. */
  async figures(): Promise<void> {
    if (!this.#stale) return;
    this.#stale = false;
    try {
      await this.writer.read((s) => {
        if (this.desks.figures(s)) this.#stale = true;
        this.live.turn(s);
      });
    } catch (error) {
      this.#stale = true;
      throw error;
    }
  }

  /** Where a caller in line stands at this moment, by what is durable. */
  standing(interactionId: string) {
    const now = this.ports.clock.now();
    return this.writer.read((s) => standingOf(s, interactionId, now, this.ports.estimate));
  }

  release(interactionId: string, reservationId: string): void {
    const giveUpAt = this.ports.clock.now() + 2000;
    const body = { interactionId, reservationId };
    this.sender.send({ contract: release, interactionId, reservationId, body, giveUpAt }, giveUpAt);
  }

  #committed({ commands, facts, agents, now }: Committed): void {
    for (const command of commands) this.sender.send(command, now);
    this.#stale = true;
    if (agents.size > 0) this.desks.changed(this.writer.state, agents);
    if (facts.length === 0) return;
    this.ports.wake();
    this.#learn(facts, now);
    for (const f of facts) count(f);
  }

  /** Nothing waits for it, and nothing may fail by it. */
  #learn(facts: readonly FactDraft[], now: number): void {
    try {
      this.ports.learn?.(facts, this.writer.state, now);
    } catch (error) {
      this.#log.error({ err: error }, 'the estimate could not learn');
    }
  }
}

function count({ contract, data }: FactDraft): void {
  const [, event] = contract.type.split('.');
  if (contract.type === 'reservation.created') offers.inc({ kind: String(data['kind']) });
  if (contract.type === 'reservation.accepted' && typeof data['waited'] === 'number')
    answerSeconds.observe(data['waited'] / 1000);
  if (/^reservation\.(accepted|rejected|timeout|rescinded|completed)$/.test(contract.type))
    outcomes.inc({ outcome: event! });
  if (data['reason'] === 'healed') healed.inc({ kind: contract.type });
}
