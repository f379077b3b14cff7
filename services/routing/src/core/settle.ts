import { tellWaiting } from './decided.js';
import type { Turn } from './effects.js';
import type { Estimate } from './estimate.port.js';
import { match } from './match.js';
import { overflow } from './overflow.js';
import type { State } from './state.js';

/**
 * What follows from every batch: free agents are given out first, so that nobody is sent on who could be served here; then
 * the rules of overflow; who waits after that is told why. Ends, because no line has a caller twice.
 */
export function settle(s: State, t: Turn, estimate?: Estimate): void {
  match(s, t);
  while (overflow(s, t, estimate)) match(s, t);
  tellWaiting(s, t);
}
