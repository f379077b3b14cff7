import { SHORTCUTS, type ShortcutName } from './shortcuts.js';

/** A shortcut as keys. Hidden from screen readers, which hear `aria-keyshortcuts` of the button. */
export const Kbd = ({ of }: { of: ShortcutName }) => (
  <span className="kbd" aria-hidden="true">
    Alt {SHORTCUTS[of]}
  </span>
);
