import type { AgentConfig } from '#common/contracts/directory.js';
import { MEDIA, type Medium } from '#common/contracts/words.js';

/** How many of a medium one agent has at once, where her set-up says nothing. */
const CAPACITY: Readonly<Record<Medium, number>> = {
  voice: 1,
  video: 1,
  callback: 1,
  chat: 3,
  sms: 3,
  social: 3,
  email: 1,
};
/** What may come on top of what, where her set-up says nothing: a call interrupts an e-mail, nothing interrupts a call. */
const INTERRUPTS: Readonly<Record<Medium, readonly Medium[]>> = {
  voice: ['email'],
  video: ['email'],
  callback: ['email'],
  chat: ['email', 'sms', 'social'],
  sms: ['email', 'chat', 'social'],
  social: ['email', 'chat', 'sms'],
  email: [],
};
const BY_PHONE: ReadonlySet<Medium> = new Set(['voice', 'video', 'callback']);

type SetUp = Pick<AgentConfig, 'capacity' | 'interrupts'>;
/** Work in hand: asked, talking or in wrap-up. */
export interface InHand {
  readonly medium: Medium;
}

/** A callback is a call like any other. */
export const slotOf = (medium: Medium): Medium => (medium === 'callback' ? 'voice' : medium);
export const needsPhone = (medium: Medium): boolean => BY_PHONE.has(medium);

export const capacityOf = (setUp: SetUp, medium: Medium): number =>
  setUp.capacity?.[slotOf(medium)] ?? CAPACITY[slotOf(medium)];
const mayInterrupt = (setUp: SetUp, medium: Medium, inHand: Medium): boolean =>
  ((setUp.interrupts?.[slotOf(medium)] ?? INTERRUPTS[slotOf(medium)]) as readonly Medium[]).includes(slotOf(inHand));

/** One more of `medium` beside what she has. `beside`: work that is never in its way, as it is for the same customer. */
export function hasRoom<W extends InHand>(
  setUp: SetUp,
  inHand: readonly W[],
  medium: Medium,
  beside: (work: W) => boolean = () => false,
): boolean {
  let same = 0;
  for (const work of inHand) {
    if (slotOf(work.medium) === slotOf(medium)) same++;
    else if (!beside(work) && !mayInterrupt(setUp, medium, work.medium)) return false;
  }
  return same < capacityOf(setUp, medium);
}

/** Media of a set as bits, so that whole groups of agents are looked through at once. */
export const bitOf = (medium: Medium): number => 1 << MEDIA.indexOf(medium);
export const mediaBits = (takes: (medium: Medium) => boolean): number =>
  MEDIA.reduce((bits, medium) => (takes(medium) ? bits | bitOf(medium) : bits), 0);
