import { useText } from '../i18n/i18n.js';
import { useStore } from '../ui/store.js';
import { chooseDevice, type Devices, devices } from './devices.js';

/** Which of several devices; hidden while there is no choice. */
export function DeviceSelect({ kind, label, found }: { kind: keyof Devices; label: string; found: MediaDeviceInfo[] }) {
  const t = useText();
  const chosen = useStore(devices)[kind];
  if (found.length < 2) return null;
  return (
    <label>
      <span className="visually-hidden">{label}</span>
      <select className="input" value={chosen} onChange={(event) => chooseDevice(kind, event.target.value)}>
        <option value="">{t('check.system')}</option>
        {found
          .filter(({ deviceId }) => deviceId && deviceId !== 'default')
          .map(({ deviceId, label: name }) => (
            <option key={deviceId} value={deviceId}>
              {name || deviceId.slice(0, 8)}
            </option>
          ))}
      </select>
    </label>
  );
}
