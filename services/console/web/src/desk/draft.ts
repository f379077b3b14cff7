import { useEffect, useRef, useState } from 'react';
import { api } from '../auth/api.js';

export type DraftState = 'empty' | 'saving' | 'saved' | 'local';
const keyOf = (reservation: string) => `spillway.draft.${reservation}`;
const SAVE_AFTER_MS = 700;

/**
 * What is typed about a call. Kept in this tab at each stroke and at the site soon after, so that neither a reload nor
 * a broken machine takes it; what this tab has wins over what the site has.
 */
export function useDraft(reservation: string, fromSite: string | null | undefined) {
  const [text, setText] = useState(() => sessionStorage.getItem(keyOf(reservation)) ?? '');
  const [state, setState] = useState<DraftState>('empty');
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const touched = useRef(text !== '');

  useEffect(() => {
    if (fromSite && !touched.current) setText(fromSite);
  }, [fromSite]);
  useEffect(() => () => clearTimeout(timer.current), []);

  const save = async (value: string) => {
    try {
      await api(`/api/v1/desk/reservations/${reservation}/draft`, { method: 'PUT', body: { text: value } });
      setState('saved');
    } catch {
      setState('local');
      timer.current = setTimeout(() => void save(value), 5_000);
    }
  };
  const change = (value: string) => {
    touched.current = true;
    setText(value);
    setState('saving');
    sessionStorage.setItem(keyOf(reservation), value);
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void save(value), SAVE_AFTER_MS);
  };
  const forget = () => {
    clearTimeout(timer.current);
    sessionStorage.removeItem(keyOf(reservation));
  };
  return { text, state, change, forget };
}
