import type { DIRECTIONS } from '#common/contracts/words.js';

export type {
  AgentStatus,
  Language,
  StatusReason,
  TicketOrigin,
  TicketState,
  WorkState,
} from '#common/contracts/words.js';
export type Direction = (typeof DIRECTIONS)[number];
