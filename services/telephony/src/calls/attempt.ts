import { log } from '#common/log/log.js';
import { AriError, gone } from '../ari/index.js';

const lines = log('asterisk');

/**
 * Does something in Asterisk on which nothing else waits. What is already gone counts as done; a node that is away is
 * made right when it is read again; anything else is logged and stays undone.
 */
export async function attempt<T>(what: string, interactionId: string, request: Promise<T>): Promise<T | undefined> {
  try {
    return await gone(request);
  } catch (error) {
    const away = error instanceof AriError && error.retry;
    lines[away ? 'info' : 'warn']({ interactionId, what, error: (error as Error).message }, 'not done in Asterisk');
    return undefined;
  }
}
