import { z } from 'zod';
import { type DeskAnswer, type DeskDelta, type DeskSnapshot, deskCommand } from '#common/contracts/edge.js';

/** Gateway → page. The page checks each against the contract too: a gateway’s messages are data, never markup. */
export type ServerFrame =
  | { t: 'snapshot'; snapshot: DeskSnapshot }
  | { t: 'delta'; delta: DeskDelta }
  | { t: 'answer'; answer: DeskAnswer }
  /** The site is alive; passed on as it came. */
  | { t: 'heartbeat'; at: number; n: number }
  /** The gateway closes; the code says why. */
  | { t: 'bye'; code: string };

/** Page → gateway. */
export const pageFrame = z.discriminatedUnion('t', [
  z.strictObject({ t: z.literal('command'), command: deskCommand }),
  z.strictObject({ t: z.literal('snapshot?') }),
  z.strictObject({ t: z.literal('beat') }),
]);
export type PageFrame = z.infer<typeof pageFrame>;

export type Refusal = 'binary' | 'not-json' | 'malformed';

/** Reads one message of a page. Never throws. */
export function readFrame(data: Buffer, binary: boolean): PageFrame | Refusal {
  if (binary) return 'binary';
  let value: unknown;
  try {
    value = JSON.parse(data.toString('utf8'));
  } catch {
    return 'not-json';
  }
  const parsed = pageFrame.safeParse(value);
  return parsed.success ? parsed.data : 'malformed';
}
