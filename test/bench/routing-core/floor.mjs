import { apply } from '../../../dist/services/routing/src/core/apply.js';
import { anythingDue } from '../../../dist/services/routing/src/core/due.js';
import { Turn } from '../../../dist/services/routing/src/core/effects.js';
import { settle } from '../../../dist/services/routing/src/core/settle.js';
import { State } from '../../../dist/services/routing/src/core/state.js';
import { forgetOld } from '../../../dist/services/routing/src/writer/rows.js';
import { randomOf } from './random.mjs';
import { agentId, setUp } from './set-up.mjs';

const uuid = (/** @type {string} */ letter, /** @type {number} */ n) =>
  `${letter.repeat(8)}-0000-4000-8000-${String(n).padStart(12, '0')}`;

/** @param {Map<string, number[]>} by @param {string} kind @param {number} ms */
function note(by, kind, ms) {
  const all = by.get(kind);
  if (all) all.push(ms);
  else by.set(kind, [ms]);
}

/** A site at work, driven through the core’s own inputs; each step is one batch of one input, and its cost is kept. */
export class Floor {
  state = new State();
  now = 1_000_000_000;
  offers = 0;
  setUpMs = 0;
  /** By kind of input, ms of each. @type {Map<string, number[]>} */
  spent = new Map();
  #ids = 0;
  #callers = 0;
  #ticks = /** @type {number[]} */ ([]);
  #random;

  /** @param {{ agents: number, waiting: number, seed: number, busy: boolean }} wish */
  constructor({ agents, waiting, seed, busy }) {
    this.busy = busy;
    this.#random = randomOf(seed + agents);
    const config = setUp(agents, seed);
    const before = performance.now();
    this.step('set-up', { type: 'config', config });
    this.agents = Array.from({ length: agents }, (_, n) => agentId(n));
    for (const id of this.agents) this.#signIn(id);
    this.setUpMs = this.spent.get('set-up')?.[0] ?? performance.now() - before;
    // Everybody gets somebody; in a quiet house three in ten are left.
    const talking = busy ? agents : Math.floor(agents * 0.7);
    for (let tries = 0; this.#talking() < talking * 0.98 && tries < agents * 4; tries++) this.#arrives();
    while (this.state.waiting.size < waiting) this.#arrives();
    if (!busy) for (const id of [...this.state.waiting]) this.#ends(id);
    this.offers = 0;
  }

  /** @param {number} events */
  run(events) {
    for (let n = 0; n < events; n++) {
      this.now += 5;
      if (n % 50 === 0) this.#tick();
      const r = this.#someTalk();
      if (r) {
        this.step('talk ends', {
          type: 'report',
          interactionId: r.interactionId,
          reservationId: r.id,
          outcome: 'ended',
          at: this.now,
        });
        this.#ends(r.interactionId);
      }
      this.#arrives();
      while (!this.busy && this.state.waiting.size > 0) this.#ends(/** @type {string} */ ([...this.state.waiting][0]));
    }
  }

  tickMs = () => this.#ticks.reduce((sum, ms) => sum + ms, 0) / Math.max(1, this.#ticks.length);

  /** One batch. What rings is answered at once, as a step of its own. @param {string} kind @param {any} input */
  step(kind, input) {
    const turn = new Turn(this.now, () => uuid('d', ++this.#ids));
    const before = performance.now();
    apply(this.state, turn, input);
    settle(this.state, turn);
    this.state.settle();
    note(this.spent, kind, performance.now() - before);
    for (const { contract, body, reservationId } of turn.commands)
      if (contract.subject === 'telephony.offer') {
        this.offers++;
        this.step('answer', {
          type: 'report',
          interactionId: body['interactionId'],
          reservationId,
          outcome: 'answered',
          at: this.now,
        });
      }
  }

  #talking = () => this.state.active.size;

  /** @param {string} id */
  #signIn(id) {
    const session = `s-${id}`;
    this.now += 1;
    this.step('sign-in', { type: 'desk-attach', agentId: id, session, epoch: 1, place: 'site', at: this.now });
    const command = {
      id: uuid('c', ++this.#ids),
      deadline: this.now + 1000,
      session,
      epoch: 1,
      verb: 'set-status',
      status: 'available',
    };
    this.step('sign-in', { type: 'desk-command', agentId: id, command });
  }

  #arrives() {
    const { int, chance, pick } = this.#random;
    this.now += 1;
    const language = pick(['en', 'pl', 'ru', undefined]);
    this.step('arrival', {
      type: 'enqueue',
      interactionId: uuid('b', ++this.#callers),
      queueId: `q${int(1000)}`,
      medium: 'voice',
      direction: 'inbound',
      node: 'a',
      arrivedAt: this.now,
      priority: chance(0.1) ? 2 : 0,
      ...(language ? { language } : {}),
      ...(chance(0.5) ? { customerId: uuid('f', int(200_000)) } : {}),
    });
  }

  /** @param {string} interactionId */
  #ends(interactionId) {
    this.step('caller leaves', {
      type: 'interaction-end',
      interactionId,
      phase: 'talk',
      cause: 'caller-hangup',
      keepTicket: false,
      at: this.now,
    });
  }

  #someTalk() {
    const { active, reservations } = this.state;
    if (active.size === 0) return undefined;
    let left = this.#random.int(Math.min(active.size, 500));
    for (const id of active) if (left-- === 0) return reservations.get(id);
    return undefined;
  }

  /** Beside the decisions: what a look at all time limits costs, four times a second. */
  #tick() {
    forgetOld(this.state, this.now + 9 * 60_000);
    const before = performance.now();
    if (anythingDue(this.state, this.now)) this.step('tick', { type: 'tick' });
    this.#ticks.push(performance.now() - before);
  }
}
