import type { Interaction } from './model.js';
import type { State } from './state.js';

/** How long she will still wait: as likely shorter as longer (p50), and in nine of ten cases shorter (p90); ms. */
export interface Wait {
  readonly p50: number;
  readonly p90: number;
}
/** Undefined when nobody knows: unknown is neither short nor long. */
export type Estimate = (s: State, i: Interaction, now: number) => Wait | undefined;
export const unknownWait: Estimate = () => undefined;
