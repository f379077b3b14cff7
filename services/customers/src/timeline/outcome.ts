import type { EndCause } from '#common/contracts/words.js';

export const OUTCOMES = [
  'in-progress',
  'answered',
  'abandoned',
  'ticket-kept',
  'closed',
  'left-in-menu',
  'transferred-out',
  'not-served',
  'failed',
] as const;
/** What became of a contact, in the customer's eyes. */
export type Outcome = (typeof OUTCOMES)[number];

export interface Course {
  readonly endedAt: number | null;
  readonly answered: boolean;
  /** How she left the line, when she was in one. */
  readonly leftLine: string | null;
  readonly endCause: EndCause | null;
}

/** Answered counts above everything that came later: a colleague talked to her. */
export function outcomeOf({ endedAt, answered, leftLine, endCause }: Course): Outcome {
  if (answered) return endCause === 'transferred-out' ? 'transferred-out' : 'answered';
  if (leftLine === 'ticket-kept' || leftLine === 'callback') return 'ticket-kept';
  if (endedAt === null) return 'in-progress';
  if (leftLine === 'abandoned') return 'abandoned';
  switch (endCause) {
    case 'closed':
      return 'closed';
    case 'flow':
    case 'caller-hangup':
      return 'left-in-menu';
    case 'all-lines-busy':
    case 'not-served':
      return 'not-served';
    default:
      return 'failed';
  }
}
