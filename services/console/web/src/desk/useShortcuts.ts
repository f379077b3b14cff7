import { useEffect, useRef } from 'react';
import { type ShortcutName, shortcutOf } from './shortcuts.js';

export type Deeds = Partial<Record<ShortcutName, () => void>>;

/** Listens on the whole page; the newest deeds are used, without listening anew at each drawing. */
export function useShortcuts(deeds: Deeds): void {
  const newest = useRef(deeds);
  newest.current = deeds;
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      const name = shortcutOf(event);
      const deed = name && newest.current[name];
      if (!deed) return;
      event.preventDefault();
      deed();
    };
    addEventListener('keydown', listen);
    return () => removeEventListener('keydown', listen);
  }, []);
}
