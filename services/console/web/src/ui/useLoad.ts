import { useCallback, useEffect, useState } from 'react';

export interface Loaded<T> {
  value?: T;
  error?: unknown;
  loading: boolean;
  again: () => void;
}

/** Reads something whenever `key` changes; what was read before stays visible until then. The last question's answer wins. */
export function useLoad<T>(key: string, read: (signal: AbortSignal) => Promise<T>): Loaded<T> {
  const [state, setState] = useState<{ value?: T; error?: unknown; loading: boolean }>({ loading: true });
  const [turn, setTurn] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the key says all that the reading depends on
  useEffect(() => {
    const stop = new AbortController();
    setState((before) => ({ ...before, loading: true }));
    read(stop.signal)
      .then((value) => !stop.signal.aborted && setState({ value, loading: false }))
      .catch((error: unknown) => !stop.signal.aborted && setState((before) => ({ ...before, error, loading: false })));
    return () => stop.abort();
  }, [key, turn]);
  const again = useCallback(() => setTurn((before) => before + 1), []);
  return { ...state, again };
}
