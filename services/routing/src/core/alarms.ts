/** Times at which somebody who waits must be looked at again, the earliest first. One who left meanwhile is simply looked up in vain. */
export class Alarms {
  readonly #heap: { at: number; id: string }[] = [];

  get next(): number {
    return this.#heap[0]?.at ?? Number.POSITIVE_INFINITY;
  }
  get first(): string | undefined {
    return this.#heap[0]?.id;
  }
  add(at: number, id: string): void {
    const heap = this.#heap;
    let n = heap.push({ at, id }) - 1;
    while (n > 0) {
      const up = (n - 1) >> 1;
      if (heap[up]!.at <= heap[n]!.at) break;
      [heap[up], heap[n]] = [heap[n]!, heap[up]!];
      n = up;
    }
  }
  take(): string | undefined {
    const heap = this.#heap;
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last || heap.length === 0) return top?.id;
    heap[0] = last;
    for (let n = 0; ; ) {
      let down = 2 * n + 1;
      if (down + 1 < heap.length && heap[down + 1]!.at < heap[down]!.at) down++;
      if (down >= heap.length || heap[n]!.at <= heap[down]!.at) return top.id;
      [heap[down], heap[n]] = [heap[n]!, heap[down]!];
      n = down;
    }
  }
}
