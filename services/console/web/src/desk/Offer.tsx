import { useEffect, useRef, useState } from 'react';
import { useText } from '../i18n/i18n.js';
import { announce } from '../ui/announce.js';
import { Icon } from '../ui/Icon.js';
import { Badge } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import { useNow } from '../ui/useNow.js';
import { startRinging, stopRinging } from '../voice/ring.js';
import { answer, reject } from './actions.js';
import { useContact } from './contact.js';
import { phone, siteAhead } from './desk.js';
import { Kbd } from './Kbd.js';
import { names } from './names.js';
import { isClaimed } from './number-from.js';
import { ariaShortcut } from './shortcuts.js';
import type { DeskReservation } from './state.js';
import { useShortcuts } from './useShortcuts.js';

const CIRCLE = 2 * Math.PI * 34;
const TITLES = {
  transfer: 'offer.title.transfer',
  consult: 'offer.title.consult',
  callback: 'offer.title.callback',
} as const;

/** A call that rings: who, for which queue, how long still. */
export function Offer({ offer }: { offer: DeskReservation }) {
  const t = useText();
  const now = useNow(200) + useStore(siteAhead);
  const queues = useStore(names);
  const { kind } = useStore(phone.state);
  const { contact } = useContact(offer.reservation);
  const [answering, setAnswering] = useState(false);
  const first = useRef<HTMLButtonElement>(null);
  const said = useRef(false);

  const who = contact?.customer.name || contact?.customer.number || t('offer.unknown');
  const queue = (offer.queue && queues[offer.queue]) || '';
  const left = Math.max(0, offer.expiresAt - now);
  const share = left / Math.max(1, offer.expiresAt - offer.offeredAt);
  const title = offer.kind === 'offer' ? t('offer.title') : t(TITLES[offer.kind]);

  useEffect(() => {
    startRinging();
    // Whoever is typing keeps her place: an Enter meant for the text must not take the call.
    if (!document.activeElement?.matches('input, textarea, select')) first.current?.focus();
    return stopRinging;
  }, []);
  useEffect(() => {
    // Seen in the row of tabs while another one is looked at.
    const before = document.title;
    document.title = `${title}: ${who}`;
    return () => {
      document.title = before;
    };
  }, [title, who]);
  useEffect(() => {
    if (said.current || !contact) return;
    said.current = true;
    announce(t('offer.announce', { who, queue }), 'now');
  }, [contact, who, queue, t]);

  const take = () => {
    setAnswering(true);
    stopRinging();
    answer(offer.reservation);
  };
  const refuse = () => {
    stopRinging();
    void reject(offer.reservation);
  };
  useShortcuts({ answer: kind === 'desk' ? undefined : take, reject: refuse });

  return (
    <section className="card offer" aria-labelledby="offer-title">
      <div className="offer-who">
        <p className="offer-kind" id="offer-title">
          {title}
        </p>
        <p className="caller">{who}</p>
        <div className="row tight">
          {contact?.customer.name && (
            <span className="figures muted">{contact.customer.number ?? t('offer.no-number')}</span>
          )}
          {queue && <Badge tone="accent">{queue}</Badge>}
          {contact && isClaimed(contact.customer.number, contact.numberFrom) && (
            <Badge tone="warn">{t('contact.claimed')}</Badge>
          )}
          {contact && <Badge>{t(contact.customer.known ? 'contact.known' : 'contact.new')}</Badge>}
        </div>
        {contact?.context && <p>{contact.context.text}</p>}
      </div>
      <div className="offer-left" role="timer" aria-label={t('offer.left', { n: Math.ceil(left / 1000) })}>
        <svg viewBox="0 0 80 80" aria-hidden="true">
          <circle cx="40" cy="40" r="34" />
          <circle cx="40" cy="40" r="34" className="left" strokeDasharray={`${CIRCLE * share} ${CIRCLE}`} />
        </svg>
        <span className="figures" aria-hidden="true">
          {Math.ceil(left / 1000)}
        </span>
      </div>
      <div className="offer-do">
        {kind === 'desk' ? (
          <p>{t('offer.on-desk-phone')}</p>
        ) : (
          <button
            ref={first}
            type="button"
            className="button good large"
            disabled={answering}
            aria-keyshortcuts={ariaShortcut('answer')}
            onClick={take}
          >
            <Icon name="phone" />
            {t(answering ? 'offer.answering' : 'offer.answer')}
            <Kbd of="answer" />
          </button>
        )}
        <button type="button" className="button large" aria-keyshortcuts={ariaShortcut('reject')} onClick={refuse}>
          <Icon name="phone-down" />
          {t('offer.reject')}
          <Kbd of="reject" />
        </button>
      </div>
    </section>
  );
}
