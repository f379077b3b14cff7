import { Icon, type IconName } from '../ui/Icon.js';
import { Kbd } from './Kbd.js';
import { ariaShortcut, type ShortcutName } from './shortcuts.js';

/** One of the large buttons of a call. Its text says what it will do, so it is a button and no switch. */
export function Control({
  name,
  icon,
  label,
  on = false,
  expands = false,
  tone,
  disabled,
  onClick,
}: {
  name: ShortcutName;
  icon: IconName;
  label: string;
  on?: boolean;
  expands?: boolean;
  tone?: 'bad';
  disabled?: boolean;
  onClick: () => void;
}) {
  return (
    <button
      type="button"
      className={`button control ${tone ?? ''}`}
      data-control={name}
      data-on={on || undefined}
      aria-expanded={expands ? on : undefined}
      aria-keyshortcuts={ariaShortcut(name)}
      disabled={disabled}
      onClick={onClick}
    >
      <Icon name={icon} />
      <span>{label}</span>
      <Kbd of={name} />
    </button>
  );
}
