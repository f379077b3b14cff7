import { useEffect, useRef, useState } from 'react';
import { api } from '../auth/api.js';
import { DraftSaver, type DraftState } from './draft-saver.js';
import { keptKey } from './kept.js';

/** A save that hangs must not keep the next one waiting for ever. */
const PATIENCE_MS = 15_000;

/**
 * What is typed about a call. Kept in this tab at each stroke and at the site soon after, so that neither a reload nor
 * a broken machine takes it; what this tab has wins over what the site has.
 */
export function useDraft(reservation: string, fromSite: string | null | undefined) {
  const key = keptKey('draft', reservation);
  const [text, setText] = useState(() => sessionStorage.getItem(key) ?? '');
  const [state, setState] = useState<DraftState>('empty');
  const saver = useRef<DraftSaver>(undefined);
  const touched = useRef(text !== '');

  useEffect(() => {
    if (fromSite && !touched.current) setText(fromSite);
  }, [fromSite]);
  useEffect(() => {
    const path = `/api/v1/desk/reservations/${reservation}/draft` as const;
    const own = new DraftSaver(
      (text, { keepalive }) =>
        api(path, { method: 'PUT', body: { text }, keepalive, signal: AbortSignal.timeout(PATIENCE_MS) }),
      setState,
    );
    saver.current = own;
    return () => own.close();
  }, [reservation]);

  const change = (value: string) => {
    touched.current = true;
    setText(value);
    sessionStorage.setItem(key, value);
    saver.current?.change(value);
  };
  /** Sends the note as a whole by `send`, which answers with what went wrong. */
  const finish = async <T>(send: () => Promise<T | undefined>): Promise<T | undefined> => {
    saver.current?.hold();
    const why = await send();
    if (why) saver.current?.release();
    else forget();
    return why;
  };
  const forget = () => {
    saver.current?.forget();
    sessionStorage.removeItem(key);
  };
  return { text, state, change, finish };
}
