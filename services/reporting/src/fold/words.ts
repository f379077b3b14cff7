import type {
  CALL_PHASES,
  DIRECTIONS,
  END_CAUSES,
  Language,
  Medium,
  RESERVATION_KINDS,
} from '#common/contracts/words.js';

export type { Language, Medium };
export type CallPhase = (typeof CALL_PHASES)[number];
export type Direction = (typeof DIRECTIONS)[number];
export type EndCause = (typeof END_CAUSES)[number];
export type ReservationKind = (typeof RESERVATION_KINDS)[number];
