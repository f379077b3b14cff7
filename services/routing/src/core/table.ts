/** Keyed records with an undo log: what a batch changed can be listed for the database, or taken back exactly. */
export class Table<T extends { readonly id: string }> {
  readonly #rows = new Map<string, T>();
  readonly #undo: { id: string; before: T | undefined }[] = [];

  /** `watch` keeps an index in step; it is called for undo as well. */
  constructor(private readonly watch?: (before: T | undefined, after: T | undefined) => void) {}

  get = (id: string): T | undefined => this.#rows.get(id);
  values = () => this.#rows.values();
  get size(): number {
    return this.#rows.size;
  }
  put(row: T): T {
    this.#undo.push({ id: row.id, before: this.#rows.get(row.id) });
    this.#set(row.id, row);
    return row;
  }
  remove(id: string): void {
    if (!this.#rows.has(id)) return;
    this.#undo.push({ id, before: this.#rows.get(id) });
    this.#set(id, undefined);
  }
  /** For loading: as `put`, but nothing to undo or to write. */
  load(row: T): void {
    this.#set(row.id, row);
  }
  /** Forgets a record that the database keeps or has dropped by itself. */
  forget(id: string): void {
    this.#set(id, undefined);
  }
  mark = (): number => this.#undo.length;
  rollback(mark = 0): void {
    while (this.#undo.length > mark) {
      const step = this.#undo.pop()!;
      this.#set(step.id, step.before);
    }
  }
  /** Ids touched since the last `settle`, each once, with what is there now (undefined: removed). */
  touched(): Map<string, T | undefined> {
    return new Map(this.#undo.map(({ id }) => [id, this.#rows.get(id)]));
  }
  settle(): void {
    this.#undo.length = 0;
  }
  #set(id: string, row: T | undefined): void {
    this.watch?.(this.#rows.get(id), row);
    if (row) this.#rows.set(id, row);
    else this.#rows.delete(id);
  }
}
