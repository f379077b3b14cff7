import type { DeskCommand } from '#common/contracts/edge.js';
import type { AgentStatus, LegOutcome } from '#common/contracts/words.js';
import { apply } from '../core/apply.js';
import { type FactDraft, Turn } from '../core/effects.js';
import type { Input } from '../core/inputs.js';
import { settle } from '../core/settle.js';
import { State } from '../core/state.js';
import type { TraceCall, TraceHead } from '../traces/trace.js';
import { forgetOld } from '../writer/rows.js';
import type { Floor, FloorOf, Reach } from './floor.js';

/** Rings that relax and places that age are looked at so often while somebody waits; in life each 250 ms. */
const TICK_MS = 1000;
const FORGET_MS = 600_000;

/** What a batch did, for who learns from it. */
export type Learn = (facts: readonly FactDraft[], state: State, now: number) => void;

/** Spillway's own rules: the very core that the product runs, with the trace's clock. */
export const ours =
  (learn?: Learn): FloorOf =>
  (head, reach) =>
    new Ours(head, reach, learn);

class Ours implements Floor {
  readonly #state = new State();
  readonly #lastAt: number;
  #ids = 0;
  #ticking = false;

  constructor(
    head: TraceHead,
    private readonly reach: Reach,
    private readonly learn?: Learn,
  ) {
    this.#lastAt = head.startsAt + head.lengthMs;
    this.#step({
      type: 'config',
      config: {
        version: 1,
        queues: new Map(head.queues.map((q) => [q.id, q])),
        agents: new Map(head.agents.map(({ pace: _, ...a }) => [a.id, a])),
      },
    });
    this.#forget();
  }

  staff(agentId: string, what: 'in' | 'out' | 'break' | 'back'): void {
    if (what === 'in')
      this.#step({ type: 'desk-attach', agentId, session: agentId, epoch: 1, place: 'site', at: this.reach.now() });
    this.#choose(agentId, what === 'out' ? 'offline' : what === 'break' ? 'break' : 'available');
  }
  arrives(call: TraceCall): void {
    this.#step({
      type: 'enqueue',
      interactionId: call.id,
      queueId: call.queueId,
      medium: 'voice',
      direction: 'inbound',
      node: 'a',
      arrivedAt: this.reach.now(),
      priority: call.priority,
      language: call.language,
    });
  }
  gone = (callId: string): void => this.#end(callId, 'queue');
  answered = (callId: string, agentId: string): void => this.#report(callId, agentId, 'answered');
  unanswered = (callId: string, agentId: string): void => this.#report(callId, agentId, 'no-answer');
  hungUp = (callId: string): void => this.#end(callId, 'talk');
  wrapped(callId: string, agentId: string): void {
    const r = this.#of(callId, agentId);
    if (r) this.#step({ type: 'wrap-up', reservationId: r, agentId, dispositionId: 'done', at: this.reach.now() });
  }

  #of = (callId: string, agentId: string): string | undefined =>
    this.#state.ofInteraction(callId).find((r) => r.agentId === agentId)?.id;

  #report(callId: string, agentId: string, outcome: LegOutcome): void {
    const reservationId = this.#of(callId, agentId);
    if (reservationId)
      this.#step({ type: 'report', interactionId: callId, reservationId, outcome, at: this.reach.now() });
  }
  #end(interactionId: string, phase: 'queue' | 'talk'): void {
    this.#step({
      type: 'interaction-end',
      interactionId,
      phase,
      cause: 'caller-hangup',
      keepTicket: false,
      at: this.reach.now(),
    });
  }
  #choose(agentId: string, status: AgentStatus): void {
    const now = this.reach.now();
    const command: DeskCommand = {
      id: `command-${++this.#ids}`,
      deadline: now + 5000,
      session: agentId,
      epoch: 1,
      verb: 'set-status',
      status,
    };
    this.#step({ type: 'desk-command', agentId, command });
  }

  #step(input: Input): void {
    const s = this.#state;
    const turn = new Turn(this.reach.now(), () => `r-${++this.#ids}`);
    apply(s, turn, input);
    settle(s, turn);
    s.settle();
    for (const { contract, body } of turn.commands) {
      if (contract.subject !== 'telephony.offer') continue;
      const offer = body as { interactionId: string; agentId: string; expiresAt: number };
      this.reach.ring(offer.interactionId, offer.agentId, offer.expiresAt - turn.now);
    }
    this.learn?.(turn.facts, s, turn.now);
    this.#tick();
  }

  #tick(): void {
    if (this.#ticking || this.#state.waiting.size === 0) return;
    this.#ticking = true;
    this.reach.later(TICK_MS, () => {
      this.#ticking = false;
      if (this.#state.waiting.size > 0) this.#step({ type: 'tick' });
    });
  }
  #forget(): void {
    forgetOld(this.#state, this.reach.now());
    if (this.reach.now() < this.#lastAt) this.reach.later(FORGET_MS, () => this.#forget());
  }
}
