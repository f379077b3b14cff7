/** Who has to act: the caller of the operation, the network, the other side, or we ourselves. */
export type Blame = 'caller' | 'network' | 'peer' | 'us';
export type Loudness = 'debug' | 'info' | 'warn' | 'error';

export interface ErrorTraits {
  blame: Blame;
  /** Whether the same call may succeed later without a change. */
  retryable: boolean;
  /** HTTP status where the error reaches a browser. */
  status: number;
  level: Loudness;
  /** What the stuck reader can try, one sentence. */
  hint?: string;
  /** Each thing that is wrong, where a caller sent several: code, place (JSON Pointer), what to do, line of a text. */
  problems?: readonly { code: string; path: string; detail: string; line?: number }[];
}

const byBlame: Record<Blame, Omit<ErrorTraits, 'blame'>> = {
  caller: { retryable: false, status: 400, level: 'info' },
  network: { retryable: true, status: 503, level: 'warn' },
  peer: { retryable: true, status: 502, level: 'warn' },
  us: { retryable: false, status: 500, level: 'error' },
};

/** An error with a stable code (`DOMAIN.REASON`) that survives the bus and HTTP; `message` is for people. */
export class SpillwayError extends Error {
  readonly traits: ErrorTraits;

  constructor(
    readonly code: string,
    message: string,
    traits: Partial<ErrorTraits> & { blame: Blame; cause?: unknown },
  ) {
    const { cause, ...rest } = traits;
    super(message, cause === undefined ? undefined : { cause });
    this.name = 'SpillwayError';
    this.traits = { ...byBlame[traits.blame], ...rest };
  }

  get retryable(): boolean {
    return this.traits.retryable;
  }
}

export const badInput = (code: string, message: string, hint?: string) =>
  new SpillwayError(code, message, { blame: 'caller', ...(hint ? { hint } : {}) });
export const forbidden = (code: string, message: string, hint?: string) =>
  new SpillwayError(code, message, { blame: 'caller', status: 403, ...(hint ? { hint } : {}) });
export const notFound = (code: string, message: string, hint?: string) =>
  new SpillwayError(code, message, { blame: 'caller', status: 404, ...(hint ? { hint } : {}) });
export const conflict = (code: string, message: string, hint?: string) =>
  new SpillwayError(code, message, { blame: 'caller', status: 409, ...(hint ? { hint } : {}) });

/** True when the error carries one of these codes. */
export const hasCode = (error: unknown, ...codes: string[]): boolean =>
  error instanceof SpillwayError && codes.includes(error.code);
/** What is known of any thrown thing, for a log line. Never the data it was about. */
export const describeError = (error: unknown): { code?: string; error: string } =>
  error instanceof SpillwayError
    ? { code: error.code, error: error.message }
    : { error: error instanceof Error ? error.message : String(error) };
