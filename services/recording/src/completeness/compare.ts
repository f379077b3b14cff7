import type { ExpectedTalk } from './cel.js';

/** What recording has of a talk; one talk may have several recordings, when a lost agent came back. */
export interface KeptRecording {
  readonly id: string;
  readonly reservationId: string;
  readonly state: string;
  readonly missing: string | null;
  readonly startedAt: number;
  readonly durationMs: number | null;
  readonly callerMs: number | null;
  readonly agentMs: number | null;
}

export type Finding = 'whole' | 'missing' | 'short' | 'long' | 'one-sided' | 'unwanted' | 'pending';

export interface Line {
  readonly interactionId: string;
  readonly reservationId: string;
  readonly recordingIds: string[];
  readonly finding: Finding;
  /** ms. */
  readonly expectedMs: number;
  readonly keptMs: number;
  readonly from: number;
  readonly why: string | null;
}

/** A recording may differ by so much from the talk, ms. */
export const TOLERANCE_MS = 200;
/** Under this length nobody need have said anything, ms. */
const SPEAKS_FROM_MS = 5_000;

/** Holds what Asterisk witnessed against what was kept. Only talks that Asterisk saw are lines: ours cannot add any. */
export function compare(expected: readonly ExpectedTalk[], kept: readonly KeptRecording[]): Line[] {
  const byTalk = Map.groupBy(kept, (each) => each.reservationId);
  return expected.map((talk) => lineOf(talk, byTalk.get(talk.reservationId) ?? []));
}

function lineOf(talk: ExpectedTalk, recordings: KeptRecording[]): Line {
  // Hold lies within a recording, so a talk is as long as from its first joining to its last parting.
  const expectedMs = talk.to - talk.from;
  const keptMs = recordings.reduce((sum, each) => sum + (each.durationMs ?? 0), 0);
  const line = (finding: Finding, why: string | null = null): Line => ({
    interactionId: talk.interactionId,
    reservationId: talk.reservationId,
    recordingIds: recordings.map((each) => each.id),
    finding,
    expectedMs,
    keptMs,
    from: talk.from,
    why,
  });
  if (recordings.length === 0) return line('missing', 'keeper-away');
  if (recordings.some((each) => each.state === 'unwanted')) return line('unwanted');
  if (recordings.some((each) => each.state !== 'sealed' && each.state !== 'missing' && each.state !== 'deleted'))
    return line('pending');
  const lost = recordings.find((each) => each.missing !== null);
  if (lost) return line('missing', lost.missing);
  if (keptMs < expectedMs - TOLERANCE_MS && !isRejoined(talk, recordings)) return line('short');
  if (keptMs > expectedMs + TOLERANCE_MS) return line('long');
  const heard = (side: 'callerMs' | 'agentMs') => recordings.some((each) => (each[side] ?? 0) > 0);
  if (expectedMs >= SPEAKS_FROM_MS && !(heard('callerMs') && heard('agentMs')))
    return line('one-sided', heard('callerMs') ? 'agent' : heard('agentMs') ? 'caller' : 'both');
  return line('whole');
}

/** With several recordings the time between them is no talk: then each part that Asterisk saw must be covered. */
function isRejoined(talk: ExpectedTalk, recordings: KeptRecording[]): boolean {
  if (recordings.length < 2) return false;
  return talk.parts.every((part) =>
    recordings.some(
      (each) =>
        each.startedAt <= part.from + TOLERANCE_MS && each.startedAt + (each.durationMs ?? 0) >= part.to - TOLERANCE_MS,
    ),
  );
}
