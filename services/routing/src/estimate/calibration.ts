/** A step of the logarithm with each answer: some dozens of them move it from one end of its room to the other. */
const STEP = 0.06;
const ROOM = Math.log(4);

/**
 * Sees to it that what is called p90 is exceeded by one in ten, whatever the looks forward get wrong: a factor of its
 * own for each quantile, moved up by each wait that exceeded it and down by each that did not (stochastic
 * approximation of a quantile, Robbins and Monro, 1951).
 */
export class Calibration {
  #log = 0;
  constructor(readonly share: number) {}

  get factor(): number {
    return Math.exp(this.#log);
  }
  saw(exceeded: boolean): void {
    const moved = this.#log + STEP * (exceeded ? this.share : this.share - 1);
    this.#log = Math.max(-ROOM, Math.min(ROOM, moved));
  }
}

/** What a quantile's estimate lost against what came (Koenker and Bassett, 1978); the mean over many is least where it is right. */
export const pinball = (share: number, estimate: number, came: number): number =>
  came >= estimate ? share * (came - estimate) : (1 - share) * (estimate - came);
