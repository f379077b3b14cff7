import { useEffect } from 'react';
import { answer } from './actions.js';
import type { DeskReservation } from './state.js';

/** The agent asked for this call herself a moment ago, so her leg answers by itself. */
const ASKED_FOR_MS = 30_000;
let askedAt = 0;

export const expectCallback = (): void => {
  askedAt = Date.now();
};

export function useAutoAnswer(ringing: DeskReservation | undefined): void {
  const id = ringing?.kind === 'callback' ? ringing.reservation : undefined;
  useEffect(() => {
    if (id && Date.now() - askedAt < ASKED_FOR_MS) answer(id);
  }, [id]);
}
