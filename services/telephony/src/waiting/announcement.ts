import type { ReplyOf } from '#common/contracts/contract.js';
import type { standing } from '#common/contracts/routing.js';
import type { WorseCause } from '#common/contracts/words.js';

export type Standing = ReplyOf<typeof standing>;

/** What a caller was told last. Plain data: it is in the journal, so that a restart of ours does not make it worse for her. */
export interface Told {
  readonly queueId: string;
  readonly position: number | null;
  /** In minutes, as they were said; 0 is less than one, `LONG` more than the last step. */
  readonly from: number | null;
  readonly to: number | null;
  /** What was true when the wait was said: from it a cause is known when it gets worse. */
  readonly ahead: number | null;
  readonly present: number | null;
}
export interface Announcement {
  readonly prompts: readonly string[];
  readonly told: Told;
  readonly position: number | null;
  readonly from: number | null;
  readonly to: number | null;
  readonly causes: readonly WorseCause[];
}
export interface Wishes {
  readonly position: boolean;
  readonly estimate: boolean;
}

/** Waits are said in these steps of minutes, and places up to this one: there are prompts for them (deploy/engines/waiting-prompts.mjs). */
export const MINUTE_STEPS = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 20, 25, 30, 45, 60];
export const LAST_POSITION = 20;
/** Longer than the last step. JSON has no infinity. */
export const LONG = 999;
const MINUTE_MS = 60_000;

/**
 * What a caller is told now. A place or a wait that is worse than what she heard last is said with its cause or not at all;
 * a wait that nobody knows is not said. Pure.
 */
export function announce(wishes: Wishes, now: Standing, before: Told | undefined): Announcement {
  const queueId = now.queueId ?? '';
  const moved = before !== undefined && before.queueId !== queueId;
  const causes = new Set<WorseCause>(moved ? ['other-line'] : []);
  const told = moved ? undefined : before;

  const position = wishes.position ? (now.position ?? null) : null;
  if (position !== null && position > (told?.position ?? position)) causes.add('older-places');

  const wait = wishes.estimate && now.estimate ? rangeOf(now.estimate) : null;
  const longer = wait !== null && wait.to > (told?.to ?? wait.to);
  const because = longer ? causeOf(now, told) : undefined;
  if (because) causes.add(because);
  const said = wait === null || (longer && !because) ? null : { ...wait, from: lowerOf(wait.from, told, longer) };

  return {
    prompts: speech(position, said, causes),
    position,
    from: said?.from ?? null,
    to: said?.to ?? null,
    causes: [...causes],
    told: {
      queueId,
      position: position ?? told?.position ?? null,
      from: said?.from ?? told?.from ?? null,
      to: said?.to ?? told?.to ?? null,
      ahead: said ? (now.ahead ?? null) : (told?.ahead ?? null),
      present: said ? (now.present ?? null) : (told?.present ?? null),
    },
  };
}

function causeOf(now: Standing, told: Told | undefined): WorseCause | undefined {
  if ((now.present ?? 0) < (told?.present ?? 0)) return 'agent-left';
  if ((now.ahead ?? 0) > (told?.ahead ?? Number.POSITIVE_INFINITY)) return 'older-places';
  return undefined;
}

/** While the longer end does not go up, the shorter one does not either. */
const lowerOf = (from: number, told: Told | undefined, longer: boolean): number =>
  longer ? from : Math.min(from, told?.from ?? from);

/** Down to a step below, up to a step above: what is said holds at least as often as what was estimated. */
function rangeOf({ p50, p90 }: { p50: number; p90: number }): { from: number; to: number } {
  const from = MINUTE_STEPS.findLast((step) => step * MINUTE_MS <= p50) ?? 0;
  const to = MINUTE_STEPS.find((step) => step * MINUTE_MS >= Math.max(p50, p90)) ?? LONG;
  return { from, to };
}

function speech(
  position: number | null,
  wait: { from: number; to: number } | null,
  causes: ReadonlySet<WorseCause>,
): string[] {
  const said = [...causes].map((cause) => `worse-${cause}`);
  if (position !== null) said.push(position === 1 ? 'next' : placeAt(position));
  if (wait) said.push(...waitOf(wait));
  return said.length > 0 ? said : ['waiting'];
}

const placeAt = (position: number): string => (position > LAST_POSITION ? 'position-many' : `position-${position}`);

function waitOf({ from, to }: { from: number; to: number }): string[] {
  if (to === LONG) return ['wait-long'];
  if (from === 0) return [`wait-up-to-${to}`];
  return from === to ? [`wait-${to}`] : [`wait-from-${from}`, `wait-to-${to}`];
}
