import { ApiError } from '../auth/api.error.js';
import { apiResponse } from '../auth/api.js';
import { backoff } from '../desk/backoff.js';
import { createStore } from '../ui/store.js';
import { eventReader, type StreamEvent } from './sse.js';
import { applied, type LiveChange, type LiveState } from './state.js';

export type StreamPhase = 'connecting' | 'open' | 'away' | 'forbidden';
export const liveState = createStore<LiveState | undefined>(undefined);
export const livePhase = createStore<StreamPhase>('connecting');

/** Longer than two beats of the site: the stream is dead, though nobody said so. */
const SILENCE_MS = 25_000;

/** Follows the live stream until stopped, with a fresh full state after each interruption. */
export function followLive(): () => void {
  const over = new AbortController();
  void (async () => {
    for (let attempt = 0; !over.signal.aborted; attempt++) {
      await new Promise((done) => setTimeout(done, backoff(attempt)));
      if (over.signal.aborted) return;
      const worked = await once(over.signal);
      if (worked === 'forbidden') return livePhase.set('forbidden');
      if (worked) attempt = 0;
      if (!over.signal.aborted) livePhase.set('away');
    }
  })();
  return () => over.abort();
}

async function once(over: AbortSignal): Promise<boolean | 'forbidden'> {
  const stop = new AbortController();
  const end = () => stop.abort();
  over.addEventListener('abort', end);
  let watch = setTimeout(end, SILENCE_MS);
  let heard = false;
  try {
    const answer = await apiResponse('/api/v1/live', { headers: { accept: 'text/event-stream' }, signal: stop.signal });
    const read = eventReader();
    const decoder = new TextDecoder();
    const reader = answer.body!.getReader();
    for (;;) {
      const { done, value } = await reader.read();
      if (done) return heard;
      clearTimeout(watch);
      watch = setTimeout(end, SILENCE_MS);
      for (const event of read(decoder.decode(value, { stream: true }))) take(event);
      heard = true;
      livePhase.set('open');
    }
  } catch (error) {
    return error instanceof ApiError && error.status === 403 ? 'forbidden' : heard;
  } finally {
    clearTimeout(watch);
    over.removeEventListener('abort', end);
  }
}

function take({ kind, data }: StreamEvent) {
  if (kind === 'state') liveState.set(JSON.parse(data) as LiveState);
  if (kind === 'change') {
    const change = JSON.parse(data) as LiveChange;
    liveState.set((before) => before && applied(before, change));
  }
}
