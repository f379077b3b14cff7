import { useEffect, useRef, useState } from 'react';
import { clock, isoDuration } from '../i18n/format.js';
import { useText } from '../i18n/i18n.js';
import { announce } from '../ui/announce.js';
import { Badge, Notice, type Tone } from '../ui/Pieces.js';
import { createStore, useStore } from '../ui/store.js';
import { useNow } from '../ui/useNow.js';
import type { LegState } from '../voice/leg.js';
import { hangUp, hold, mask, retrieve, type Trouble } from './actions.js';
import { Consult } from './Consult.js';
import { Control } from './Control.js';
import { useContact } from './contact.js';
import { phone, siteAhead } from './desk.js';
import { Keypad } from './Keypad.js';
import { keptKey } from './kept.js';
import { names } from './names.js';
import type { DeskReservation } from './state.js';
import { TransferPanel } from './TransferPanel.js';
import { useShortcuts } from './useShortcuts.js';

const noLeg = createStore<LegState>({ phase: 'ended', muted: false });
const tones: Record<DeskReservation['talk'], Tone> = {
  none: 'plain',
  talking: 'good',
  held: 'warn',
  consulting: 'accent',
  lost: 'bad',
};
type Panel = 'keypad' | 'transfer' | undefined;

/** The recording stays masked over a reload, so the page must say so after one. */
function useMasked(reservation: string): [boolean, (on: boolean) => void] {
  const key = keptKey('masked', reservation);
  const [masked, setMasked] = useState(() => sessionStorage.getItem(key) === 'yes');
  return [
    masked,
    (on) => {
      if (on) sessionStorage.setItem(key, 'yes');
      else sessionStorage.removeItem(key);
      setMasked(on);
    },
  ];
}

/** A running call and everything that can be done with it. */
export function Talk({ talk, consult }: { talk: DeskReservation; consult?: DeskReservation }) {
  const t = useText();
  const now = useNow() + useStore(siteAhead);
  const queues = useStore(names);
  const { contact } = useContact(talk.reservation);
  const { kind, legs } = useStore(phone.state);
  const leg = legs[talk.reservation];
  const { muted, phase } = useStore(leg?.state ?? noLeg);
  const [masked, setMasked] = useMasked(talk.reservation);
  const [panel, setPanel] = useState<Panel>();
  const [trouble, setTrouble] = useState<Trouble>();
  const heading = useRef<HTMLHeadingElement>(null);

  const held = talk.talk === 'held';
  const consulting = talk.talk === 'consulting' || !!consult;
  const attempt = async (work: Promise<Trouble>): Promise<boolean> => {
    const why = await work;
    setTrouble(why && t('talk.failed', { why }));
    return !why;
  };
  const toggle = (which: Panel) => setPanel((before) => (before === which ? undefined : which));
  const toggleMute = () => {
    phone.mute(!muted);
    announce(t(muted ? 'talk.unmuted' : 'talk.muted'));
  };
  const toggleHold = () => void attempt((held ? retrieve : hold)(talk.reservation));
  const toggleMask = async () => {
    if (await attempt(mask(talk.reservation, !masked))) setMasked(!masked);
  };
  const end = () => void attempt(hangUp(talk.reservation));

  useShortcuts({
    hold: consulting ? undefined : toggleHold,
    mute: leg ? toggleMute : undefined,
    keypad: leg ? () => toggle('keypad') : undefined,
    mask: () => void toggleMask(),
    transfer: consulting ? undefined : () => toggle('transfer'),
    'hang-up': end,
  });
  useEffect(() => {
    if (!document.activeElement || document.activeElement === document.body) heading.current?.focus();
  }, []);
  useEffect(() => announce(t(`talk.state.${talk.talk}`)), [talk.talk, t]);
  useEffect(() => {
    if (consulting) setPanel(undefined);
  }, [consulting]);

  const started = talk.answeredAt ?? talk.offeredAt;
  return (
    <section className="card talk" aria-labelledby="talk-who">
      <div className="talk-head">
        <div className="grow">
          <h2 className="caller" id="talk-who" ref={heading} tabIndex={-1}>
            {contact?.customer.name || contact?.customer.number || t('offer.unknown')}
          </h2>
          <div className="row tight">
            {contact?.customer.name && (
              <span className="figures muted">{contact.customer.number ?? t('offer.no-number')}</span>
            )}
            {talk.queue && queues[talk.queue] && <Badge>{queues[talk.queue]}</Badge>}
            <Badge dot tone={tones[talk.talk]}>
              {t(`talk.state.${talk.talk}`)}
            </Badge>
            {muted && <Badge tone="warn">{t('talk.muted')}</Badge>}
            {masked && <Badge tone="warn">{t('talk.masked')}</Badge>}
          </div>
        </div>
        <time className="talk-time figures" dateTime={isoDuration(now - started)} title={t('talk.time')}>
          {clock(now - started)}
        </time>
      </div>
      {(phase === 'weak' || talk.talk === 'lost') && (
        <Notice tone="warn" live="now">
          {t('talk.weak')}
        </Notice>
      )}
      {consulting && <Consult talk={talk} consult={consult} attempt={attempt} />}
      <div className="controls">
        <Control
          name="hold"
          icon={held ? 'play' : 'hold'}
          label={t(held ? 'talk.retrieve' : 'talk.hold')}
          on={held}
          disabled={consulting}
          onClick={toggleHold}
        />
        <Control
          name="mute"
          icon={muted ? 'mic-off' : 'mic'}
          label={t(muted ? 'talk.unmute' : 'talk.mute')}
          on={muted}
          disabled={!leg}
          onClick={toggleMute}
        />
        <Control
          name="keypad"
          icon="keypad"
          label={t('talk.keypad')}
          on={panel === 'keypad'}
          expands
          disabled={!leg && kind !== 'desk'}
          onClick={() => toggle('keypad')}
        />
        <Control
          name="mask"
          icon="mask"
          label={t(masked ? 'talk.unmask' : 'talk.mask')}
          on={masked}
          onClick={() => void toggleMask()}
        />
        <Control
          name="transfer"
          icon="transfer"
          label={t('talk.transfer')}
          on={panel === 'transfer'}
          expands
          disabled={consulting}
          onClick={() => toggle('transfer')}
        />
        <Control name="hang-up" icon="phone-down" label={t('talk.hang-up')} tone="bad" onClick={end} />
      </div>
      {trouble && (
        <Notice tone="bad" live="now">
          {trouble}
        </Notice>
      )}
      {panel === 'keypad' && leg && <Keypad onDigit={(digit) => leg.sendDigit(digit)} />}
      {panel === 'transfer' && (
        <TransferPanel reservation={talk.reservation} onDone={() => setPanel(undefined)} attempt={attempt} />
      )}
    </section>
  );
}
