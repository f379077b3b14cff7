import type { RequestContract } from '#common/contracts/contract.js';
import * as telephony from '#common/contracts/telephony.js';
import type { Command } from '../core/effects.js';

/** A command as it is kept with the batch that made it. */
export interface KeptCommand {
  readonly subject: string;
  readonly interactionId: string;
  readonly reservationId: string | null;
  readonly body: Record<string, unknown>;
  readonly giveUpAt: number;
}
const {
  offer,
  dial,
  callOut,
  rescind,
  hold,
  retrieve,
  release,
  consultComplete,
  consultCancel,
  rejoin,
  requeue,
  treat,
} = telephony;
const CONTRACTS = new Map<string, RequestContract>(
  [offer, dial, callOut, rescind, hold, retrieve, release, consultComplete, consultCancel, rejoin, requeue, treat].map(
    (c) => [c.subject, c as RequestContract],
  ),
);

/** More than this wait for telephony only when it is away; the rest is found by healing. */
const MOST_KEPT = 500;

/** A number to dial is used once and kept nowhere. */
export const keep = (commands: readonly Command[]): KeptCommand[] =>
  commands
    .slice(-MOST_KEPT)
    .map(({ contract, interactionId, reservationId, body: { number: _, ...body }, giveUpAt }) => ({
      subject: contract.subject,
      interactionId,
      reservationId,
      body,
      giveUpAt,
    }));

/** Those that can still be said; each may have been said already and is then answered as the first time. */
export const unkeep = (kept: readonly KeptCommand[], now: number): Command[] =>
  kept.flatMap(({ subject, ...rest }) => {
    const contract = CONTRACTS.get(subject);
    return contract && contract !== (dial as RequestContract) && rest.giveUpAt > now ? [{ contract, ...rest }] : [];
  });
