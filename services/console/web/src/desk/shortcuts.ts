/** What can be done by keyboard from anywhere on the desk. */
export const SHORTCUTS = {
  answer: 'A',
  reject: 'R',
  hold: 'H',
  mute: 'M',
  keypad: 'K',
  mask: 'P',
  transfer: 'T',
  complete: 'C',
  back: 'B',
  'hang-up': 'X',
  notes: 'N',
  done: 'W',
  status: 'S',
  help: '/',
} as const;
export type ShortcutName = keyof typeof SHORTCUTS;

/** The part of a KeyboardEvent that decides. */
export interface Stroke {
  code: string;
  altKey: boolean;
  ctrlKey: boolean;
  metaKey: boolean;
  shiftKey: boolean;
  repeat?: boolean;
  getModifierState?(name: string): boolean;
}

const byCode = new Map<string, ShortcutName>(
  Object.entries(SHORTCUTS).map(([name, key]) => [key === '/' ? 'Slash' : `Key${key}`, name as ShortcutName]),
);

/**
 * Alt and a letter, by the key's place on the board, so that a Cyrillic layout has the same ones. AltGr is left alone:
 * it writes ą and ł. A key that is held down counts once: a second hold would undo the first.
 */
export function shortcutOf(stroke: Stroke): ShortcutName | undefined {
  const { altKey, ctrlKey, metaKey, shiftKey, repeat } = stroke;
  if (!altKey || ctrlKey || metaKey || shiftKey || repeat || stroke.getModifierState?.('AltGraph')) return undefined;
  return byCode.get(stroke.code);
}

/** As `aria-keyshortcuts` wants it. */
export const ariaShortcut = (name: ShortcutName): string => `Alt+${SHORTCUTS[name]}`;
