import { type Blame, type ErrorTraits, SpillwayError } from './errors.js';

/** How an error travels over the bus and in HTTP: its code and traits, never its cause or data. */
export interface WireError {
  code: string;
  detail: string;
  blame: Blame;
  retryable: boolean;
  status: number;
  hint?: string;
  problems?: NonNullable<ErrorTraits['problems']>;
}

export function toWire(error: unknown): WireError {
  if (error instanceof SpillwayError) {
    const { blame, retryable, status, hint, problems } = error.traits;
    return {
      code: error.code,
      detail: error.message,
      blame,
      retryable,
      status,
      ...(hint ? { hint } : {}),
      ...(problems ? { problems } : {}),
    };
  }
  return {
    code: 'SPILLWAY.UNEXPECTED',
    detail: 'Something failed here that should not.',
    blame: 'us',
    retryable: false,
    status: 500,
    hint: 'Look for this time in the service’s log.',
  };
}

export const fromWire = (wire: WireError): SpillwayError =>
  new SpillwayError(wire.code, wire.detail, {
    blame: wire.blame,
    retryable: wire.retryable,
    status: wire.status,
    ...(wire.hint ? { hint: wire.hint } : {}),
    ...(wire.problems ? { problems: wire.problems } : {}),
  });
