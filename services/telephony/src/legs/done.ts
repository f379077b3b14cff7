/** What a command is answered with. */
export interface Done {
  ok: boolean;
  code?: string;
}
export const ok: Done = { ok: true };
/** `CALL_GONE` tells routing that nothing of this interaction is left in Asterisk. */
export const no = (reason: 'CALL_GONE' | 'LEG_GONE' | 'TOO_LATE' | 'NO_TRUNK' | 'UNREACHABLE' | 'NODE_AWAY'): Done => ({
  ok: false,
  code: `TELEPHONY.${reason}`,
});
