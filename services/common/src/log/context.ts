import { AsyncLocalStorage } from 'node:async_hooks';
import { randomBytes } from 'node:crypto';

/** What a log line and a message carry along without being passed by hand. */
export interface Context {
  interactionId?: string;
  /** W3C trace context, `00-<trace>-<span>-01`. */
  traceparent?: string;
}

const storage = new AsyncLocalStorage<Context>();

export const context = (): Context => storage.getStore() ?? {};
export const withContext = <T>(add: Context, fn: () => T): T => storage.run({ ...context(), ...add }, fn);
/** Everything logged or sent within `fn` names this interaction, in every service it reaches. */
export const withInteraction = <T>(interactionId: string | undefined, fn: () => T): T =>
  interactionId
    ? withContext({ interactionId, traceparent: context().traceparent ?? traceOf(interactionId) }, fn)
    : fn();

/** One trace for each interaction: its id is the trace id, so a log line leads to the trace without a table. */
export const traceOf = (interactionId: string): string =>
  `00-${interactionId.replaceAll('-', '')}-${randomBytes(8).toString('hex')}-01`;
