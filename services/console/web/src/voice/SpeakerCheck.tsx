import { useEffect, useState } from 'react';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { CheckStep } from './CheckStep.js';
import { DeviceSelect } from './DeviceSelect.js';
import { findDevices } from './devices.js';
import { playTestTone } from './test-tone.js';

export function SpeakerCheck() {
  const t = useText();
  const [found, setFound] = useState<MediaDeviceInfo[]>([]);
  const [played, setPlayed] = useState(false);
  useEffect(() => {
    const look = () => void findDevices().then(({ speakers }) => setFound(speakers));
    look();
    navigator.mediaDevices?.addEventListener('devicechange', look);
    return () => navigator.mediaDevices?.removeEventListener('devicechange', look);
  }, []);
  return (
    <CheckStep icon="speaker" title={t('check.speaker')} hint={t('check.speaker.hint')} good={played}>
      <div className="row">
        <button
          type="button"
          className="button small"
          onClick={() => {
            playTestTone();
            setPlayed(true);
          }}
        >
          <Icon name="play" />
          {t('check.speaker.play')}
        </button>
        <DeviceSelect kind="speaker" label={t('check.speaker')} found={found} />
      </div>
    </CheckStep>
  );
}
