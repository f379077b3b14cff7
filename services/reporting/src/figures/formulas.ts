/** What each derived figure is, in words that an auditor can follow. Shown with every report. */
export const FORMULAS = {
  serviceLevel: {
    name: 'service level, short abandons left out',
    formula: 'in-service-level / (offered - short-abandoned - waiting)',
    note: 'Contacts still waiting are in neither part. Others count all abandons against it, or none; offered, answered, abandoned and short-abandoned are shown so that each can be computed.',
    calls: 'in-service-level',
  },
  abandonRate: { name: 'abandonment', formula: 'abandoned / offered', calls: 'abandoned' },
  speedOfAnswerAvgMs: {
    name: 'average speed of answer',
    formula: 'mean wait of the answered, from entering the queue',
    calls: 'answered',
  },
  speedOfAnswerP90Ms: {
    name: 'speed of answer, 90th percentile',
    formula: '90 % of the answered waited no longer',
    calls: 'answered',
  },
  longestWaitMs: {
    name: 'longest wait',
    formula: 'largest wait of anybody offered, still waiting ones up to now',
    calls: 'offered',
  },
  handleAvgMs: {
    name: 'average handle time',
    formula: 'mean of talk + hold + wrap-up of the handled',
    calls: 'handled',
  },
  talkAvgMs: { name: 'average talk time', formula: 'mean talk of the handled, holds left out', calls: 'handled' },
  holdAvgMs: { name: 'average hold time', formula: 'mean hold of the handled', calls: 'handled' },
  wrapAvgMs: { name: 'average wrap-up', formula: 'mean wrap-up of the handled', calls: 'handled' },
  occupancy: {
    name: 'occupancy',
    formula: '(talk + wrap-up) / (talk + wrap-up + ringing + available and idle)',
    calls: null,
  },
} as const;

/** Null when there is nothing to divide by: no service is not bad service. */
export const ratio = (part: number, whole: number): number | null => (whole > 0 ? part / whole : null);

export const serviceLevelOf = (f: {
  inServiceLevel: number;
  offered: number;
  shortAbandoned: number;
  waiting: number;
}) => ratio(f.inServiceLevel, f.offered - f.shortAbandoned - f.waiting);
