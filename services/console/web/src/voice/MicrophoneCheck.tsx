import { useCallback, useEffect, useState } from 'react';
import { useText } from '../i18n/i18n.js';
import { Notice } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import { CheckStep } from './CheckStep.js';
import { DeviceSelect } from './DeviceSelect.js';
import { devices, findDevices, type MicrophoneTrouble, openMicrophone } from './devices.js';
import { Level } from './Level.js';

export function MicrophoneCheck() {
  const t = useText();
  const { microphone } = useStore(devices);
  const [stream, setStream] = useState<MediaStream>();
  const [found, setFound] = useState<MediaDeviceInfo[]>([]);
  const [trouble, setTrouble] = useState<MicrophoneTrouble>();
  const [heard, setHeard] = useState(false);
  const [turn, setTurn] = useState(0);
  const onHeard = useCallback(() => setHeard(true), []);

  // biome-ignore lint/correctness/useExhaustiveDependencies: another device or another try opens anew
  useEffect(() => {
    let open: MediaStream | undefined;
    let over = false;
    openMicrophone()
      .then(async (given) => {
        open = given;
        if (over) return given.getTracks().forEach((track) => void track.stop());
        setTrouble(undefined);
        setStream(given);
        setFound((await findDevices()).microphones);
      })
      .catch((why: MicrophoneTrouble) => !over && setTrouble(why));
    return () => {
      over = true;
      for (const track of open?.getTracks() ?? []) track.stop();
    };
  }, [microphone, turn]);

  return (
    <CheckStep
      icon="mic"
      title={t('check.microphone')}
      hint={t(heard ? 'check.microphone.good' : 'check.microphone.hint')}
      good={heard}
    >
      {stream && <Level stream={stream} label={t('check.microphone.level')} onHeard={onHeard} />}
      <DeviceSelect kind="microphone" label={t('check.microphone')} found={found} />
      {trouble && (
        <Notice tone="bad" live="polite">
          <div className="row">
            <span className="grow">{t(`check.microphone.${trouble}`)}</span>
            <button type="button" className="button small" onClick={() => setTurn(turn + 1)}>
              {t('app.retry')}
            </button>
          </div>
        </Notice>
      )}
    </CheckStep>
  );
}
