import type { QueueConfig } from '#common/contracts/directory.js';
import type { AgentStatus, LegOutcome } from '#common/contracts/words.js';
import { apply } from '../../services/routing/src/core/apply.js';
import { type Command, type FactDraft, Turn } from '../../services/routing/src/core/effects.js';
import { type Estimate, unknownWait } from '../../services/routing/src/core/estimate.port.js';
import type { Input } from '../../services/routing/src/core/inputs.js';
import type { Reservation } from '../../services/routing/src/core/model.js';
import { settle } from '../../services/routing/src/core/settle.js';
import { State } from '../../services/routing/src/core/state.js';
import { changedRows } from '../../services/routing/src/writer/rows.js';
import type { Row } from '../../services/routing/src/writer/store.js';
import { anAgent, aQueue } from './setup.builder.js';

/** A UUID that a reader of a failing test recognises: `uuid('a', 1)`. */
export const uuid = (letter: string, n: number): string =>
  `${letter.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** Routing's core with a clock in the hand: each step is a batch of its own, at once durable. */
export class RoutingWorld {
  readonly state = new State();
  readonly facts: FactDraft[] = [];
  readonly commands: Command[] = [];
  /** What the database would hold. */
  readonly rows = new Map<string, Row>();
  now = 1_000_000;
  estimate: Estimate = unknownWait;
  /** false: steps stay undoable, as while a batch is on its way to the disk. */
  durable = true;
  #ids = 0;
  #version = 0;

  constructor(queues: QueueConfig[] = [aQueue('sales')]) {
    this.setUp(queues);
  }

  setUp(queues: QueueConfig[], agents = [...this.state.config.agents.values()].map((a) => anAgent(a.id, a))): void {
    this.step({
      type: 'config',
      config: {
        version: ++this.#version,
        queues: new Map(queues.map((q) => [q.id, q])),
        agents: new Map(agents.map((a) => [a.id, a])),
      },
    });
  }

  step<T = any>(input: Input): T {
    const turn = new Turn(this.now, () => uuid('d', ++this.#ids));
    const answer = apply(this.state, turn, input);
    settle(this.state, turn, this.estimate);
    if (!this.durable) return answer as T;
    for (const row of changedRows(this.state)) this.rows.set(`${row.kind}/${row.id}`, row);
    this.state.settle();
    this.facts.push(...turn.facts);
    this.commands.push(...turn.commands);
    return answer as T;
  }

  /** Time passes; limits are looked at on the way as often as in life. */
  passes(ms: number): void {
    const until = this.now + ms;
    while (this.now < until) {
      this.now = Math.min(this.now + 250, until);
      this.step({ type: 'tick' });
    }
  }

  agent(n: number, also: Parameters<typeof anAgent>[1] = {}, status: AgentStatus | null = 'available'): string {
    const id = uuid('a', n);
    this.setUp(
      [...this.state.config.queues.values()],
      [...[...this.state.config.agents.values()].map((a) => anAgent(a.id, a)), anAgent(id, also)],
    );
    this.attach(id);
    if (status) this.status(id, status);
    this.now += 1;
    return id;
  }
  attach = (agentId: string, epoch = 1, session = `s-${agentId}`) =>
    this.step({ type: 'desk-attach', agentId, session, epoch, place: 'site', at: this.now });
  desktopLost = (agentId: string, epoch = 1) =>
    this.step({ type: 'desk-lost', agentId, session: `s-${agentId}`, epoch, at: this.now });
  phone = (agentId: string, reachable: boolean) =>
    this.step({ type: 'phone-changed', agentId, reachable, at: this.now });
  status = (agentId: string, status: AgentStatus) => this.command(agentId, 'set-status', { status });

  command(agentId: string, verb: string, also: Record<string, unknown> = {}): { ok: boolean; code?: string } {
    const a = this.state.agents.get(agentId);
    return this.step({
      type: 'desk-command',
      agentId,
      command: {
        id: uuid('c', ++this.#ids),
        deadline: this.now + 5000,
        session: a?.session ?? `s-${agentId}`,
        epoch: a?.epoch ?? 1,
        verb: verb as never,
        ...also,
      },
    });
  }

  caller(n: number, also: Partial<Extract<Input, { type: 'enqueue' }>> = {}): string {
    const interactionId = uuid('b', n);
    this.step({
      type: 'enqueue',
      interactionId,
      queueId: 'sales',
      medium: 'voice',
      direction: 'inbound',
      node: 'a',
      arrivedAt: this.now,
      priority: 0,
      ...also,
    });
    this.now += 1;
    return interactionId;
  }
  report(r: Reservation | undefined, outcome: LegOutcome): { known: boolean } {
    return this.step({
      type: 'report',
      interactionId: r!.interactionId,
      reservationId: r!.id,
      outcome,
      at: this.now,
    });
  }
  hangsUp(interactionId: string, also: Partial<Extract<Input, { type: 'interaction-end' }>> = {}) {
    const stage = this.stage(interactionId);
    return this.step({
      type: 'interaction-end',
      interactionId,
      phase: stage === 'talking' || stage === 'lost' ? 'talk' : 'queue',
      cause: 'caller-hangup',
      keepTicket: false,
      at: this.now,
      ...also,
    });
  }
  /** A caller and an agent in talk. */
  inTalk(caller: number, agent: number): { caller: string; agent: string; held: Reservation } {
    const agentId = uuid('a', agent);
    if (!this.state.agents.get(agentId)) this.agent(agent);
    const id = this.caller(caller);
    const r = this.ringing(id)!;
    this.report(r, 'answered');
    return { caller: id, agent: r.agentId!, held: this.reservation(r.id) };
  }

  stage = (interactionId: string) => this.state.interactions.get(interactionId)?.stage;
  reservation = (id: string): Reservation => this.state.reservations.get(id)!;
  /** The pending reservation of an interaction. */
  ringing = (interactionId: string): Reservation | undefined =>
    this.state.ofInteraction(interactionId).find((r) => r.state === 'pending');
  work = (agentId: string) => this.state.agents.get(agentId)!.workState;
  told = (type?: string) => this.facts.filter((f) => !type || f.contract.type === type);
  asked = (subject?: string) => this.commands.filter((c) => !subject || c.contract.subject === `telephony.${subject}`);
}
