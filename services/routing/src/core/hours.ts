import type { QueueConfig } from '#common/contracts/directory.js';
import { isOpen, nextOpening } from '#common/hours/hours.js';

type Queue = Pick<QueueConfig, 'hours'>;

/** A queue without hours is always open. */
export const isOpenAt = ({ hours }: Queue, now: number): boolean => !hours || isOpen(hours, now);

/** The first moment from `from` on at which it is open, ms; null: never again. */
export const opensAt = ({ hours }: Queue, from: number): number | null => (hours ? nextOpening(hours, from) : from);
