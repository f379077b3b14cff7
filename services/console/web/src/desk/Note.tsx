import { useEffect, useRef, useState } from 'react';
import { learnSiteNames, siteNames } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { Badge, Notice } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import { useNow } from '../ui/useNow.js';
import { extendWrapUp, finishWrapUp, type Trouble } from './actions.js';
import { useContact } from './contact.js';
import { siteAhead } from './desk.js';
import { useDraft } from './draft.js';
import { stageOf } from './focus.js';
import { Kbd } from './Kbd.js';
import { ariaShortcut } from './shortcuts.js';
import type { DeskReservation } from './state.js';
import { useShortcuts } from './useShortcuts.js';

/** The note of a call from its first second, and its outcome; in wrap-up with the time that is left. */
export function Note({ of: reservation }: { of: DeskReservation }) {
  const t = useText();
  const now = useNow(500) + useStore(siteAhead);
  const outcomes = Object.entries(useStore(siteNames).dispositions);
  const { contact } = useContact(reservation.reservation);
  const draft = useDraft(reservation.reservation, contact?.draft);
  const [outcome, setOutcome] = useState('');
  const [trouble, setTrouble] = useState<Trouble>();
  const [busy, setBusy] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  const select = useRef<HTMLSelectElement>(null);
  const wrapping = stageOf(reservation) === 'wrap-up';
  const left = reservation.wrapUntil === null ? undefined : Math.max(0, reservation.wrapUntil - now);

  useEffect(() => {
    void learnSiteNames();
  }, []);
  useEffect(() => {
    if (wrapping && document.activeElement !== field.current) select.current?.focus();
  }, [wrapping]);

  const finish = async () => {
    if (!outcome) {
      setTrouble(t('wrap.missing'));
      return select.current?.focus();
    }
    setBusy(true);
    const why = await draft.finish(() => finishWrapUp(reservation.reservation, outcome, draft.text));
    setBusy(false);
    setTrouble(why);
  };
  useShortcuts({ notes: () => field.current?.focus(), done: wrapping ? () => void finish() : undefined });

  return (
    <section className={`card note ${wrapping ? 'wrapping' : ''}`} aria-labelledby="note-title">
      <header>
        <h2 id="note-title">{t(wrapping ? 'wrap.title' : 'notes.card')}</h2>
        {wrapping && left !== undefined && (
          <span className="row tight">
            <Badge tone={left < 10_000 ? 'bad' : 'warn'}>
              <span className="figures" role="timer">
                {t('wrap.left', { n: Math.ceil(left / 1000) })}
              </span>
            </Badge>
            <button
              type="button"
              className="button small"
              onClick={() => void extendWrapUp(reservation.reservation).then(setTrouble)}
            >
              {t('wrap.extend')}
            </button>
          </span>
        )}
      </header>
      <div className="body stack">
        <div className="field">
          <label htmlFor="outcome">{t('wrap.disposition')}</label>
          <select
            ref={select}
            id="outcome"
            className="input"
            value={outcome}
            onChange={(event) => setOutcome(event.target.value)}
          >
            <option value="">{t('wrap.choose')}</option>
            {outcomes.map(([id, name]) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </div>
        <div className="field">
          <label htmlFor="note">{t('notes.title')}</label>
          <textarea
            ref={field}
            id="note"
            className="input"
            rows={4}
            maxLength={4000}
            placeholder={t('notes.placeholder')}
            aria-keyshortcuts={ariaShortcut('notes')}
            value={draft.text}
            onChange={(event) => draft.change(event.target.value)}
          />
          <div className="row tight note-foot">
            <span className="hint grow" aria-live="polite">
              {draft.state !== 'empty' && t(`notes.${draft.state}`)}
            </span>
            <Kbd of="notes" />
          </div>
        </div>
        {trouble && (
          <Notice tone="bad" live="now">
            {trouble}
          </Notice>
        )}
        {wrapping && (
          <div className="row">
            <button
              type="button"
              className="button primary"
              disabled={busy}
              aria-keyshortcuts={ariaShortcut('done')}
              onClick={() => void finish()}
            >
              <Icon name="check" />
              {t('wrap.done')}
              <Kbd of="done" />
            </button>
          </div>
        )}
      </div>
    </section>
  );
}
