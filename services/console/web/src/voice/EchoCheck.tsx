import { useEffect, useState } from 'react';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { Notice } from '../ui/Pieces.js';
import { createStore, useStore } from '../ui/store.js';
import { CheckStep } from './CheckStep.js';
import { Level } from './Level.js';
import type { Leg, LegState } from './leg.js';
import type { Phone } from './phone.js';

const none = createStore<LegState>({ phase: 'ended', muted: false });

/** A call to the site's echo: microphone, network, Asterisk and speaker in one. */
export function EchoCheck({ phone }: { phone: Phone }) {
  const t = useText();
  const [leg, setLeg] = useState<Leg>();
  const [back, setBack] = useState<MediaStream>();
  const [heard, setHeard] = useState(false);
  const { phase, failure } = useStore(leg?.state ?? none);
  const { lines } = useStore(phone.state);
  const ready = Object.values(lines).some((line) => line === 'registered');

  useEffect(() => () => leg?.close(), [leg]);
  useEffect(() => {
    if (phase === 'up') setBack(leg?.received());
    if (phase === 'ended') setBack(undefined);
  }, [phase, leg]);

  const running = leg && phase !== 'ended';
  return (
    <CheckStep
      icon="headset"
      title={t('check.echo')}
      hint={t(heard ? 'check.echo.heard' : 'check.echo.hint')}
      good={heard}
    >
      {back && (
        <>
          <p className="small" role="status">
            {t('check.echo.up')}
          </p>
          <Level stream={back} label={t('check.echo')} onHeard={() => setHeard(true)} />
        </>
      )}
      {leg && phase === 'ended' && failure && !heard && (
        <Notice tone="bad" live="polite">
          {t('check.echo.failed', { cause: failure })}
        </Notice>
      )}
      <div className="row">
        {running ? (
          <button type="button" className="button small" onClick={() => leg.close()}>
            {t(phase === 'up' ? 'check.echo.stop' : 'check.echo.connecting')}
          </button>
        ) : (
          <button type="button" className="button small" disabled={!ready} onClick={() => setLeg(phone.echo())}>
            <Icon name="phone" />
            {t(ready ? 'check.echo.start' : 'desk.phone.connecting')}
          </button>
        )}
      </div>
    </CheckStep>
  );
}
