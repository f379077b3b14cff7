import { Bus } from '#common/bus/bus.js';
import type { BusConnection } from '#common/bus/connection.js';
import { decode, encode } from '#common/bus/wire.js';
import { report } from '#common/contracts/routing.js';
import type { LegOutcome } from '#common/contracts/words.js';

export interface Told {
  subject: string;
  body: Record<string, any>;
  at: number;
}
interface Call {
  interactionId: string;
  legs: Map<string, 'ringing' | 'up'>;
}

/** telephony as routing sees it, without Asterisk: takes commands, remembers them, says what the test tells it to. */
export class FakeTelephony {
  readonly told: Told[] = [];
  readonly calls = new Map<string, Call>();
  /** Refuses these subjects with this code. */
  readonly refusals = new Map<string, string>();
  nodeUp = true;
  /** false: hears nothing, as when the process is gone. */
  alive = true;
  readonly bus: Bus;
  #waiting: { match: (t: Told) => boolean; done: (t: Told) => void }[] = [];

  constructor(
    connection: BusConnection,
    private readonly tenant = 'main',
    private readonly node = 'a',
  ) {
    this.bus = new Bus(connection);
    connection.onOpen((nc) => {
      nc.subscribe('telephony.*', {
        callback: (_, m) => {
          if (!this.alive || !m.reply) return;
          const body = decode(m.data) as Record<string, any>;
          m.respond(encode({ ok: this.#answer(m.subject, body) }));
        },
      });
    });
  }

  /** The first command of this kind about this interaction (and reservation) that was or will be told. */
  async hears(kind: string, match: Record<string, unknown> = {}): Promise<Told> {
    const fits = (t: Told) =>
      t.subject === `telephony.${kind}` && Object.entries(match).every(([k, v]) => t.body[k] === v);
    const found = this.told.find(fits);
    if (found) return found;
    return new Promise((done) => this.#waiting.push({ match: fits, done }));
  }

  async says(interactionId: string, reservationId: string, outcome: LegOutcome, at = Date.now()) {
    const call = this.calls.get(interactionId);
    if (outcome === 'answered' || outcome === 'rejoined') call?.legs.set(reservationId, 'up');
    else if (!['ringing', 'held', 'retrieved'].includes(outcome)) call?.legs.delete(reservationId);
    return this.bus.callUntilDone(report, { tenant: this.tenant, interactionId, reservationId, outcome, at });
  }

  arrives(interactionId: string): void {
    this.calls.set(interactionId, { interactionId, legs: new Map() });
  }

  #answer(subject: string, body: Record<string, any>): unknown {
    if (subject === 'telephony.snapshot') return this.#snapshot();
    const t = { subject, body, at: Date.now() };
    this.told.push(t);
    const refusal = this.refusals.get(subject.slice('telephony.'.length));
    const call = this.calls.get(body['interactionId']);
    if (!refusal && /offer|dial|call-out/.test(subject)) {
      if (!call) this.arrives(body['interactionId']);
      this.calls.get(body['interactionId'])!.legs.set(body['reservationId'], 'ringing');
    }
    if (/rescind|release/.test(subject)) call?.legs.delete(body['reservationId']);
    this.#waiting = this.#waiting.filter(({ match, done }) => {
      if (!match(t)) return true;
      done(t);
      return false;
    });
    return refusal ? { ok: false, code: refusal } : { ok: true };
  }

  #snapshot() {
    return {
      at: Date.now(),
      nodes: [{ id: this.node, up: this.nodeUp }],
      calls: [...this.calls.values()].map((c) => ({
        interactionId: c.interactionId,
        node: this.node,
        phase: 'queue',
        startedAt: 0,
        callerUp: true,
        legs: [...c.legs].map(([reservationId, state]) => ({ reservationId, state })),
      })),
    };
  }
}
