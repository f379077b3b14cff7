import type { Trace, TraceAgent, TraceCall, TraceStaff } from '../traces/trace.js';
import { Agenda } from './agenda.js';
import type { Floor, FloorOf } from './floor.js';
import type { CallOutcome, Outcome } from './outcome.js';

/** Who comes back to a desk where the phone rang in vain says so after this long, ms. */
const COMES_BACK_MS = 3000;

interface Call {
  readonly of: TraceCall;
  readonly outcome: CallOutcome;
  /** Grows with each ring, so that what was meant for an earlier one is known for late. */
  ring: number;
  over: boolean;
}
interface Person {
  readonly of: TraceAgent;
  gone: boolean;
  duty: 'off' | 'on' | 'break';
  dutySince: number;
  /** Her phone rang in vain and she has not come back to it yet. */
  missed: boolean;
}

/** Someone good at it is quicker: a tenth less at level 8, an eighth more at level 3 (form: learning curves of Gans et al., 2010). */
const skillFactor = (level: number): number => 1.25 - 0.04 * level;

/** Runs a day under one set of rules. No clock but the events' own; the same trace and rules give the same outcome. */
export function run(trace: Trace, floorOf: FloorOf, watch?: Watch): Outcome {
  return new World(trace, floorOf, watch).run();
}

/** Looks on without changing anything. */
export interface Watch {
  arrived?(call: TraceCall, at: number): void;
  answered?(call: TraceCall, at: number): void;
  abandoned?(call: TraceCall, at: number): void;
}

class World {
  readonly #agenda = new Agenda();
  readonly #calls = new Map<string, Call>();
  readonly #people = new Map<string, Person>();
  readonly #floor: Floor;
  readonly #outcome: Outcome;
  #now: number;

  constructor(
    private readonly trace: Trace,
    floorOf: FloorOf,
    private readonly watch: Watch = {},
  ) {
    const { head } = trace;
    this.#now = head.startsAt;
    this.#outcome = {
      lengthMs: head.lengthMs,
      queues: head.queues,
      calls: [],
      dutyMs: 0,
      busyMs: 0,
      rings: 0,
      missed: 0,
    };
    for (const a of head.agents)
      this.#people.set(a.id, { of: a, gone: false, duty: 'off', dutySince: 0, missed: false });
    this.#floor = floorOf(head, {
      now: () => this.#now,
      later: (ms, act) => this.#agenda.add(this.#now + ms, act),
      ring: (callId, agentId, limitMs) => this.#ring(callId, agentId, limitMs),
    });
    for (const e of trace.events)
      this.#agenda.add(head.startsAt + e.at, () => (e.type === 'call' ? this.#arrives(e) : this.#staff(e)));
  }

  run(): Outcome {
    for (let next = this.#agenda.take(); next; next = this.#agenda.take()) {
      this.#now = next.at;
      next.act();
    }
    return this.#outcome;
  }

  #arrives(of: TraceCall): void {
    const outcome: CallOutcome = {
      id: of.id,
      queueId: of.queueId,
      at: of.at,
      answeredAt: null,
      goneAt: null,
      agentId: null,
    };
    const call: Call = { of, outcome, ring: 0, over: false };
    this.#calls.set(of.id, call);
    this.#outcome.calls.push(outcome);
    this.#agenda.add(this.#now + of.patience, () => {
      if (call.over || outcome.answeredAt !== null) return;
      call.over = true;
      call.ring++;
      outcome.goneAt = this.#at();
      this.#floor.gone(of.id);
      this.watch.abandoned?.(of, this.#now);
    });
    this.#floor.arrives(of);
    this.watch.arrived?.(of, this.#now);
  }

  #ring(callId: string, agentId: string, limitMs: number): void {
    const call = this.#calls.get(callId)!;
    const person = this.#people.get(agentId)!;
    const mine = ++call.ring;
    this.#outcome.rings++;
    const picksUp = !person.gone && call.of.pickup <= limitMs;
    this.#agenda.add(this.#now + (picksUp ? call.of.pickup : limitMs), () => {
      if (call.ring !== mine) return;
      if (picksUp) this.#talk(call, person);
      else this.#missed(call, person);
    });
  }

  #missed(call: Call, person: Person): void {
    this.#outcome.missed++;
    person.missed = true;
    this.#floor.unanswered(call.of.id, person.of.id);
    if (!person.gone) this.#comesBack(person);
  }

  #comesBack(person: Person): void {
    this.#agenda.add(this.#now + COMES_BACK_MS, () => {
      if (!person.missed) return;
      person.missed = false;
      if (person.duty === 'on') this.#floor.staff(person.of.id, 'back');
    });
  }

  #talk(call: Call, person: Person): void {
    const { of, outcome } = call;
    outcome.answeredAt = this.#at();
    outcome.agentId = person.of.id;
    this.#floor.answered(of.id, person.of.id);
    this.watch.answered?.(of, this.#now);
    const level = person.of.skills[of.queueId] ?? 5;
    const talk = of.talk * person.of.pace * skillFactor(level);
    const wrap = Math.min(of.wrap * person.of.pace, 100_000);
    this.#outcome.busyMs += talk + wrap;
    this.#agenda.add(this.#now + talk, () => {
      call.over = true;
      this.#floor.hungUp(of.id, person.of.id);
      this.#agenda.add(this.#now + wrap, () => this.#floor.wrapped(of.id, person.of.id));
    });
  }

  #staff(e: TraceStaff): void {
    const person = this.#people.get(e.agentId)!;
    if (e.do === 'gone' || e.do === 'there') {
      person.gone = e.do === 'gone';
      if (!person.gone && person.missed) this.#comesBack(person);
      return;
    }
    // A break that her shift's end has overtaken is none.
    if ((e.do === 'break' || e.do === 'back') && person.duty === 'off') return;
    if (person.duty === 'on') this.#outcome.dutyMs += this.#at() - person.dutySince;
    person.duty = e.do === 'out' ? 'off' : e.do === 'break' ? 'break' : 'on';
    person.dutySince = this.#at();
    if (e.do !== 'in') person.missed = false;
    this.#floor.staff(e.agentId, e.do);
  }

  #at = (): number => this.#now - this.trace.head.startsAt;
}
