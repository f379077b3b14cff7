import type { AgentStatus } from '#common/contracts/words.js';
import { explain } from '../auth/api.error.js';
import { api } from '../auth/api.js';
import { codeText } from '../i18n/codes.js';
import { text } from '../i18n/i18n.js';
import type { CommandOf } from './commands.js';
import { commands, phone, siteNow } from './desk.js';

/** What went wrong, in words for the agent; undefined when it was done. */
export type Trouble = string | undefined;

async function give(command: CommandOf): Promise<Trouble> {
  const { ok, code = 'EDGE.REFUSED' } = await commands.give(command);
  return ok ? undefined : refusal(code);
}

const refusal = (code: string): string => codeText(code) ?? text('error.other', { code });

const quietly = async (work: Promise<unknown>): Promise<Trouble> => {
  try {
    await work;
    return undefined;
  } catch (error) {
    return explain(error);
  }
};

export const setStatus = (status: AgentStatus) => give({ verb: 'set-status', status });
export const hold = (reservation: string) => give({ verb: 'hold', reservation });
export const retrieve = (reservation: string) => give({ verb: 'retrieve', reservation });
export const completeConsult = (reservation: string) => give({ verb: 'consult-complete', reservation });
export const cancelConsult = (reservation: string) => give({ verb: 'consult-cancel', reservation });
export const extendWrapUp = (reservation: string) => give({ verb: 'wrap-up-extend', reservation });
export const answer = (reservation: string): void => phone.answer(reservation);

/** By command, so that routing knows it was the agent; by SIP too when the gateway is away. */
export async function reject(reservation: string): Promise<Trouble> {
  const trouble = await give({ verb: 'reject', reservation });
  if (trouble) phone.leg(reservation)?.close(603);
  return undefined;
}
export async function hangUp(reservation: string): Promise<Trouble> {
  const trouble = await give({ verb: 'hang-up', reservation });
  if (trouble) phone.leg(reservation)?.close();
  return trouble && !phone.leg(reservation) ? trouble : undefined;
}

export type TransferTarget = { toAgentId: string } | { toQueueId: string } | { toNumber: string };
export const transfer = (reservation: string, mode: 'blind' | 'attended', to: TransferTarget): Promise<Trouble> =>
  quietly(
    api(`/api/v1/desk/reservations/${reservation}/transfer`, {
      method: 'POST',
      body: { commandId: crypto.randomUUID(), deadline: siteNow() + 10_000, mode, ...to },
    }),
  );

export const mask = (reservation: string, on: boolean): Promise<Trouble> =>
  quietly(api('/api/v1/recordings/mask', { method: 'POST', body: { reservationId: reservation, on } }));

/** The note and the outcome go to the site, which tells routing that the agent is free again. */
export const finishWrapUp = (reservation: string, dispositionId: string, note: string): Promise<Trouble> =>
  quietly(api(`/api/v1/desk/reservations/${reservation}/wrap-up`, { method: 'POST', body: { dispositionId, note } }));
