/** Full below `least` bytes; no longer full only from a tenth more on, so that it does not flap at the edge. */
export const isFull = (was: boolean, free: number, least: number): boolean => free < (was ? least * 1.1 : least);
