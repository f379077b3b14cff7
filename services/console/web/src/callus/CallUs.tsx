import { useEffect, useRef, useState } from 'react';
import { LANGUAGE_NAMES, LookMenu } from '../app/Look.js';
import { Wordmark } from '../app/Wordmark.js';
import { Keypad } from '../desk/Keypad.js';
import { clock, isoDuration } from '../i18n/format.js';
import { LANGUAGES, type Language, useLanguage, useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { Notice } from '../ui/Pieces.js';
import { Segments } from '../ui/Segments.js';
import { useStore } from '../ui/store.js';
import { useNow } from '../ui/useNow.js';
import { Caller, type CallTrouble } from './caller.js';
import './callus.css';

/** The customer's way in from a browser: one button, then keys. */
export function CallUs() {
  const t = useText();
  const pageLanguage = useLanguage();
  const [caller] = useState(() => new Caller());
  const [language, setLanguage] = useState<Language>(pageLanguage);
  const { phase, startedAt, muted, trouble } = useStore(caller.state);
  const now = useNow();
  const button = useRef<HTMLButtonElement>(null);
  const running = phase === 'connecting' || phase === 'up' || phase === 'weak' || phase === 'microphone';
  const talking = phase === 'up' || phase === 'weak';

  useEffect(() => {
    document.title = t('callus.title');
  }, [t]);
  useEffect(() => {
    if (phase === 'ended') button.current?.focus();
  }, [phase]);
  useEffect(() => {
    const leave = () => caller.hangUp();
    addEventListener('pagehide', leave);
    return () => removeEventListener('pagehide', leave);
  }, [caller]);

  return (
    <div className="callus">
      <main className="callus-box">
        <Wordmark />
        <div>
          <h1>{t('callus.title')}</h1>
          {!running && <p className="muted">{t('callus.lead')}</p>}
        </div>
        {!running && (
          <div className="field">
            <span className="label">{t('callus.language')}</span>
            <Segments
              label={t('callus.language')}
              value={language}
              options={LANGUAGES.map((value) => ({ value, label: LANGUAGE_NAMES[value] }))}
              onChange={setLanguage}
            />
          </div>
        )}
        <p className="callus-state" data-phase={phase} role="status">
          <span className="callus-light" data-phase={phase} />
          {t(`callus.state.${phase === 'ended' && trouble ? 'idle' : phase}`)}
        </p>
        {talking && startedAt && (
          <time className="callus-time figures" dateTime={isoDuration(now - startedAt)} title={t('callus.time')}>
            {clock(now - startedAt)}
          </time>
        )}
        {phase === 'ended' && trouble && (
          <Notice tone="bad" live="now">
            {tell(trouble)}
          </Notice>
        )}
        {running ? (
          <div className="row callus-do">
            <button type="button" className="button bad large grow" onClick={() => caller.hangUp()}>
              <Icon name="phone-down" />
              {t('callus.hang-up')}
            </button>
            {talking && (
              <button
                type="button"
                className="button large"
                aria-label={t(muted ? 'callus.unmute' : 'callus.mute')}
                data-on={muted || undefined}
                onClick={() => caller.mute(!muted)}
              >
                <Icon name={muted ? 'mic-off' : 'mic'} />
              </button>
            )}
          </div>
        ) : (
          <button ref={button} type="button" className="button good large" onClick={() => void caller.call(language)}>
            <Icon name="phone" />
            {t(phase === 'ended' ? 'callus.again' : 'callus.call')}
          </button>
        )}
        {talking && (
          <div>
            <p className="small muted callus-hint">{t('callus.keypad')}</p>
            <Keypad onDigit={(digit) => caller.press(digit)} />
          </div>
        )}
        {!running && <p className="small muted">{t('callus.privacy')}</p>}
      </main>
      <footer className="callus-foot">
        <LookMenu />
      </footer>
    </div>
  );

  function tell(why: CallTrouble): string {
    if (typeof why === 'object') return t('callus.refused', { cause: why.cause });
    if (why === 'too-many' || why === 'unreachable') return t(`callus.${why}`);
    return t(`check.microphone.${why}`);
  }
}
