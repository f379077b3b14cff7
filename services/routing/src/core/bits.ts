/** A set of small numbers as bits: 10,000 agents are 313 words, so that whole groups are compared in microseconds. */
export class Bits {
  readonly words: Uint32Array;
  constructor(readonly size: number) {
    this.words = new Uint32Array((size + 31) >>> 5);
  }
  has = (n: number): boolean => (this.words[n >>> 5]! & (1 << (n & 31))) !== 0;
  add(n: number): void {
    this.words[n >>> 5]! |= 1 << (n & 31);
  }
  remove(n: number): void {
    this.words[n >>> 5]! &= ~(1 << (n & 31));
  }
  all(): this {
    this.words.fill(0xffffffff);
    if (this.size & 31) this.words[this.words.length - 1] = (1 << (this.size & 31)) - 1;
    return this;
  }
  and(other: Bits): this {
    for (let w = 0; w < this.words.length; w++) this.words[w]! &= other.words[w]!;
    return this;
  }
  or(other: Bits): this {
    for (let w = 0; w < this.words.length; w++) this.words[w]! |= other.words[w]!;
    return this;
  }
  not(): Bits {
    const all = new Bits(this.size).all();
    for (let w = 0; w < this.words.length; w++) all.words[w]! &= ~this.words[w]!;
    return all;
  }
  list(): Uint32Array {
    const found: number[] = [];
    for (let w = 0; w < this.words.length; w++)
      for (let left = this.words[w]!; left !== 0; left &= left - 1)
        found.push((w << 5) + 31 - Math.clz32(left & -left));
    return Uint32Array.from(found);
  }
}
