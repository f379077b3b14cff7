import { useText } from '../i18n/i18n.js';
import { Dialog } from '../ui/Dialog.js';
import { SHORTCUTS, type ShortcutName } from './shortcuts.js';

export function KeysDialog({ onClose }: { onClose: () => void }) {
  const t = useText();
  return (
    <Dialog title={t('keys.title')} onClose={onClose}>
      <p className="muted">{t('keys.hint')}</p>
      <dl className="keys">
        {(Object.keys(SHORTCUTS) as ShortcutName[]).map((name) => (
          <div key={name}>
            <dt>{t(`keys.${name}`)}</dt>
            <dd>
              <kbd className="kbd">Alt {SHORTCUTS[name]}</kbd>
            </dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}
