import type { Batch, Kept, Outcome, Row, Store } from '../../services/routing/src/writer/store.js';

/** A database in memory that fails as the test says, at the worst moments. */
export class FakeStore implements Store {
  readonly batches: Batch[] = [];
  readonly rows = new Map<string, Row>();
  /** What happens to the next commits, in order; afterwards all is well. */
  readonly next: ('lands' | 'lands-unknown' | 'lost-unknown' | 'fenced' | Error)[] = [];
  away = false;
  #gate: Promise<void> = Promise.resolve();

  /** Commits wait until the returned function is called. */
  hold(): () => void {
    let open = () => {};
    this.#gate = new Promise((r) => {
      open = r;
    });
    return open;
  }

  async open(): Promise<Kept> {
    return { rows: [...this.rows.values()], commands: [...(this.batches.at(-1)?.commands ?? [])] };
  }
  async commit(batch: Batch): Promise<Outcome> {
    await this.#gate;
    const fate = this.next.shift();
    if (fate instanceof Error) throw fate;
    if (fate === 'fenced') return 'fenced';
    if (fate === 'lost-unknown') return 'unknown';
    this.batches.push(batch);
    for (const row of batch.rows) this.rows.set(`${row.kind}/${row.id}`, row);
    return fate === 'lands-unknown' ? 'unknown' : 'committed';
  }
  async settle(batchId: string): Promise<'committed' | 'absent' | 'fenced'> {
    if (this.away) throw new Error('away');
    return this.batches.at(-1)?.id === batchId ? 'committed' : 'absent';
  }
  async close(): Promise<void> {}
}
