import { Page } from '../app/Page.js';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { useStore } from '../ui/store.js';
import { EchoCheck } from './EchoCheck.js';
import { MicrophoneCheck } from './MicrophoneCheck.js';
import type { Phone } from './phone.js';
import { SpeakerCheck } from './SpeakerCheck.js';
import './check.css';

/** Microphone, speaker and the way to the site and back, before the first call. */
export function DeviceCheck({ phone, onDone }: { phone: Phone; onDone: () => void }) {
  const t = useText();
  const { kind } = useStore(phone.state);
  return (
    <Page title={t('check.title')}>
      <div className="check stack">
        <p className="muted">{t('check.lead')}</p>
        <ol className="stack">
          <MicrophoneCheck />
          <SpeakerCheck />
          {kind !== 'desk' && <EchoCheck phone={phone} />}
        </ol>
        <div className="row">
          <button type="button" className="button primary" onClick={onDone}>
            <Icon name="check" />
            {t('check.done')}
          </button>
          <button type="button" className="button quiet" onClick={onDone}>
            {t('check.skip')}
          </button>
        </div>
      </div>
    </Page>
  );
}
