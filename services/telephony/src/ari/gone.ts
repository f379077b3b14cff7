import { AriRefused } from './errors.js';

/**
 * True when the refusal says that the thing asked about has ended or is on its way out. Asterisk says so with 404,
 * with 409 (the channel is no longer in the application, or is hanging up), for `addChannel` with 400 and for
 * `removeChannel` with 422 (not in this bridge, not in the application).
 */
export function isGone(error: unknown): boolean {
  if (!(error instanceof AriRefused)) return false;
  if (error.status === 404 || error.status === 409) return true;
  return (error.status === 400 || error.status === 422) && /not (found|in)/i.test(error.reason);
}

/** Clean-up: what is already gone counts as done, and gives `undefined`. Every other failure is passed on. */
export async function gone<T>(request: Promise<T>): Promise<T | undefined> {
  try {
    return await request;
  } catch (error) {
    if (isGone(error)) return undefined;
    throw error;
  }
}
