import type { Clock } from '#common/clock/clock.js';
import type { HybridClock } from '#common/clock/hlc.js';
import { describeError } from '#common/errors/errors.js';
import { uuidv7 } from '#common/ids/ids.js';
import { Facts } from '#common/ledger/ledger.js';
import { log } from '#common/log/log.js';
import { apply } from '../core/apply.js';
import { type Command, type FactDraft, Turn } from '../core/effects.js';
import type { Estimate } from '../core/estimate.port.js';
import type { Input } from '../core/inputs.js';
import { settle } from '../core/settle.js';
import { State } from '../core/state.js';
import { batchSize, commitSeconds, inputs } from '../metrics.js';
import { changedRows, loadRows } from './rows.js';
import type { Batch, Store } from './store.js';
import { keep, unkeep } from './unsaid.js';
import { busy, ledgerAway, notWriter } from './writer.errors.js';

/** What became durable with one batch; told to whoever acts on it, in order. */
export interface Committed {
  readonly now: number;
  readonly commands: readonly Command[];
  readonly facts: readonly FactDraft[];
  /** Agents whose desktops show something else now. */
  readonly agents: ReadonlySet<string>;
}
export interface WriterPorts {
  readonly store: Store;
  readonly clock: Clock;
  readonly hlc: HybridClock;
  readonly newId?: () => string;
  readonly estimate?: Estimate;
  /** What was committed before and telephony has not acknowledged yet. */
  readonly unsaid: () => readonly Command[];
  readonly committed: (effects: Committed) => void;
  /** Called when a batch was fenced off: the state is of no use any more. */
  readonly fenced: () => void;
}
interface Waiting {
  readonly input: Input;
  readonly done: (answer: unknown) => void;
  readonly failed: (error: unknown) => void;
}
type Mode = 'standby' | 'writing' | 'recovering';

const MOST_WAITING = 20_000;
const MOST_IN_BATCH = 500;
const RETRY_MS = 200;

/**
 * The one queue through which a tenant's state changes. What arrived while a batch was on its way to the disk is the next batch;
 * nothing is answered, sent or shown before it is durable, and what did not become durable is undone.
 */
export class Writer {
  state = new State();
  #mode: Mode = 'standby';
  #queue: Waiting[] = [];
  readonly #reads: { readonly look: () => void; readonly failed: (error: unknown) => void }[] = [];
  #running = false;
  /** Grows with each opening and closing: a loop of an earlier time ends. */
  #life = 0;
  readonly #log = log('writer');

  constructor(private readonly ports: WriterPorts) {}

  get mode(): Mode {
    return this.#mode;
  }

  /**
   * Reads the state under a newly gained epoch, and answers with what the writer before may have left unsaid.
   * Throws DATABASE.AWAY: try again.
   */
  async open(epoch: number): Promise<Command[]> {
    const life = ++this.#life;
    const { rows, commands } = await this.ports.store.open(epoch);
    if (life !== this.#life) return [];
    const { config } = this.state;
    this.state = new State();
    this.state.config = config;
    loadRows(this.state, rows);
    this.#mode = 'writing';
    this.#log.info({ records: rows.length, unsaid: commands.length, epoch }, 'writing');
    return unkeep(commands, this.ports.clock.now());
  }

  async close(): Promise<void> {
    this.#life++;
    this.#mode = 'standby';
    this.#refuse(this.#queue.splice(0), notWriter());
    await this.ports.store.close();
  }

  /** Answers when the input is durable. Throws ROUTING.LEDGER_AWAY, ROUTING.NOT_WRITER (send it again) or the core's refusal. */
  submit<T = unknown>(input: Input): Promise<T> {
    if (this.#mode === 'standby') return Promise.reject(notWriter());
    if (this.#mode === 'recovering') return Promise.reject(ledgerAway());
    if (this.#queue.length >= MOST_WAITING) return Promise.reject(busy());
    inputs.inc({ type: input.type });
    const answer = new Promise<T>((done, failed) => this.#queue.push({ input, done: done as Waiting['done'], failed }));
    if (!this.#running) void this.#run();
    return answer;
  }

  /**
   * Reads what is durable: between two batches, never in the middle of one. Throws ROUTING.LEDGER_AWAY while nobody knows
   * whether the last batch is.
   */
  async read<T>(look: (state: State) => T): Promise<T> {
    if (this.#mode === 'recovering') throw ledgerAway();
    if (!this.#running) return look(this.state);
    return new Promise((done, failed) =>
      this.#reads.push({
        failed,
        look: () => {
          try {
            done(look(this.state));
          } catch (error) {
            failed(error);
          }
        },
      }),
    );
  }

  async #run(): Promise<void> {
    this.#running = true;
    const life = this.#life;
    try {
      while (this.#queue.length > 0 && life === this.#life) {
        await this.#batch(this.#queue.splice(0, MOST_IN_BATCH), life);
        this.#look();
      }
    } catch (error) {
      this.#log.error({ err: error }, 'the writer failed');
    } finally {
      this.#running = false;
      this.#look();
      if (this.#queue.length > 0 && this.#mode === 'writing') void this.#run();
    }
  }

  async #batch(waiting: Waiting[], life: number): Promise<void> {
    const { state } = this;
    const turn = new Turn(this.ports.clock.now(), this.ports.newId ?? uuidv7);
    const answers = waiting.map((w) => this.#apply(turn, w));
    try {
      settle(state, turn, this.ports.estimate);
      const outcome =
        state.changed || turn.facts.length > 0 ? await this.#write(turn, waiting.length, life) : 'committed';
      if (outcome === 'committed') return this.#effects(turn, answers);
      state.rollback();
      this.#refuse(waiting, outcome === 'fenced' ? notWriter() : ledgerAway());
      if (outcome === 'fenced' && life === this.#life) this.ports.fenced();
    } catch (error) {
      state.rollback();
      await this.#poison(waiting, life, error);
    }
  }

  async #write(turn: Turn, size: number, life: number): Promise<'committed' | 'absent' | 'fenced'> {
    const batch = this.#durable(turn);
    batchSize.observe(size);
    const stop = commitSeconds.startTimer();
    const outcome = await this.ports.store.commit(batch);
    stop();
    return outcome === 'unknown' ? this.#settle(batch, life) : outcome;
  }

  /** Nobody knows whether the batch landed: nothing else is done until the database says so. */
  async #settle(batch: Batch, life: number): Promise<'committed' | 'absent' | 'fenced'> {
    this.#mode = 'recovering';
    this.#refuse(this.#queue.splice(0), ledgerAway());
    for (;;) {
      if (life !== this.#life) return 'fenced';
      try {
        const found = await this.ports.store.settle(batch.id);
        if (life === this.#life) this.#mode = found === 'fenced' ? 'standby' : 'writing';
        this.#log.info({ outcome: found }, 'the database is back');
        return found;
      } catch (error) {
        this.#log.warn(describeError(error), 'the database is away');
        for (const { failed } of this.#reads.splice(0)) failed(ledgerAway());
        await new Promise((r) => setTimeout(r, RETRY_MS));
      }
    }
  }

  /** The database refused the batch for what is in it: one by one, so that only the culprit is refused. */
  async #poison(waiting: Waiting[], life: number, error: unknown): Promise<void> {
    this.#log.error({ err: error, inputs: waiting.map((w) => w.input.type) }, 'a batch was refused');
    if (waiting.length === 1) this.#refuse(waiting, error);
    else for (const w of waiting) await this.#batch([w], life);
  }

  #look(): void {
    for (const { look } of this.#reads.splice(0)) look();
  }

  #apply(turn: Turn, w: Waiting): () => void {
    try {
      const answer = apply(this.state, turn, w.input);
      return () => w.done(answer);
    } catch (error) {
      return () => w.failed(error);
    }
  }

  #durable(turn: Turn): Batch {
    const facts = new Facts(this.ports.hlc);
    for (const f of turn.facts)
      facts.add(f.contract, { about: f.about, interactionId: f.interactionId, at: f.at }, f.data as never);
    const commands = keep([...this.ports.unsaid(), ...turn.commands]);
    return { id: uuidv7(turn.now), rows: changedRows(this.state), facts: facts.all, commands };
  }

  #effects(turn: Turn, answers: readonly (() => void)[]): void {
    const { agents, reservations } = this.state;
    const shown = new Set(agents.touched().keys());
    for (const r of reservations.touched().values()) {
      if (r?.agentId) shown.add(r.agentId);
      const asker = r?.fromReservationId ? reservations.get(r.fromReservationId)?.agentId : null;
      if (asker) shown.add(asker);
    }
    this.state.settle();
    this.ports.committed({ now: turn.now, commands: turn.commands, facts: turn.facts, agents: shown });
    for (const answer of answers) answer();
  }

  #refuse(waiting: readonly Waiting[], error: unknown): void {
    for (const w of waiting) w.failed(error);
  }
}
