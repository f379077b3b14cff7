import type { NumberFrom } from '#common/contracts/words.js';

/** Who vouches for a caller's number; null when we called it. */
export type NumberSource = NumberFrom | null;

const VOUCHED: readonly unknown[] = ['trunk', 'web', null];

/** Nobody but the caller says that this number is hers. A word that this page does not know vouches for nothing. */
export const isClaimed = (number: string | null, numberFrom: NumberSource): boolean =>
  number !== null && !VOUCHED.includes(numberFrom);
