/**
 * Where a segment stands. Its journal file says the same, so a killed keeper knows it again.
 * starting: Asterisk is about to be asked; a MixMonitor may run or not. recording: Asterisk said that one runs.
 * ended: nothing more is written to its files. sealed: the encrypted file lies in the store, synced; plaintext may still
 * lie about. missing: there is no recording and there will be none. unwanted: the queue's calls are not recorded.
 */
export type SegmentState = 'starting' | 'recording' | 'ended' | 'sealed' | 'missing' | 'unwanted';

/** What may follow what. */
export const FOLLOWS: Readonly<Record<SegmentState, readonly SegmentState[]>> = {
  starting: ['recording', 'ended', 'missing'],
  recording: ['ended'],
  ended: ['sealed', 'missing'],
  sealed: [],
  missing: [],
  unwanted: [],
};

export type MissingReason = 'disk-full' | 'engine-refused' | 'file-lost' | 'keeper-away';

/** A stretch of talk of one caller with one agent (or number), and what became of its recording. Times in ms. */
export interface Segment {
  readonly id: string;
  readonly tenant: string;
  readonly interactionId: string;
  readonly reservationId: string;
  agentId: string | null;
  queueId: string | null;
  readonly node: string;
  /** The caller's channel: what is recorded. */
  readonly channel: string;
  readonly reason: string;
  readonly notice: string | null;
  readonly noticeAt: number | null;
  readonly startedAt: number;
  readonly deleteAt: number;
  endedAt: number | null;
  state: SegmentState;
  mixId: string;
  /** Each change of masking, in order. */
  readonly masks: { on: boolean; at: number }[];
  missing: MissingReason | null;
  sealed: SealedFacts | null;
}

/** What is known of a recording once it is in the store. */
export interface SealedFacts {
  /** Below the store's folder. */
  readonly file: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly durationMs: number;
  readonly repaired: boolean;
  readonly callerMs: number;
  readonly agentMs: number;
  /** Base64. */
  readonly points: string;
  readonly wrappedKey: string;
  readonly masterKey: string;
}

/** @throws when the change is none of those in FOLLOWS: a mistake of ours, never of the world. */
export function moveTo(segment: Segment, state: SegmentState): void {
  if (!FOLLOWS[segment.state].includes(state))
    throw new Error(`segment ${segment.id} cannot become ${state} from ${segment.state}`);
  segment.state = state;
}

export const isOpen = (segment: Segment): boolean => segment.state === 'starting' || segment.state === 'recording';
export const isMasked = (segment: Segment): boolean => segment.masks.at(-1)?.on ?? false;
export const DAY_MS = 86_400_000;
