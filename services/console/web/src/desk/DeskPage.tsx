import { useEffect, useState } from 'react';
import { Page } from '../app/Page.js';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { useStore } from '../ui/store.js';
import { DeviceCheck } from '../voice/DeviceCheck.js';
import { expectCallback, useAutoAnswer } from './auto-answer.js';
import { ConnectionLine, ConnectionNotices } from './Connection.js';
import { Customer } from './Customer.js';
import { deskState, openDesk, openPhone, phone } from './desk.js';
import { focusOf } from './focus.js';
import { Idle, Queues } from './Idle.js';
import { Kbd } from './Kbd.js';
import { KeysDialog } from './KeysDialog.js';
import { Note } from './Note.js';
import { Offer } from './Offer.js';
import { StatusBar, StatusReasonNotice } from './Status.js';
import { Talk } from './Talk.js';
import { Tickets } from './Tickets.js';
import { useShortcuts } from './useShortcuts.js';
import './desk.css';
import './keypad.css';

const CHECKED = 'spillway.checked';

/** The agent's place: devices first, then calls. After a reload the devices are known to work. */
export default function DeskPage() {
  const [checked, setChecked] = useState(() => sessionStorage.getItem(CHECKED) === 'yes');
  useEffect(() => {
    if (checked) openDesk();
    else void openPhone();
  }, [checked]);
  const finish = () => {
    sessionStorage.setItem(CHECKED, 'yes');
    setChecked(true);
  };
  return checked ? <Desk onCheck={() => setChecked(false)} /> : <DeviceCheck phone={phone} onDone={finish} />;
}

function Desk({ onCheck }: { onCheck: () => void }) {
  const t = useText();
  const { known } = useStore(deskState);
  const [keys, setKeys] = useState(false);
  const { ringing, talk, consult, wrapUp } = focusOf(known?.reservations ?? []);
  const call = talk ?? wrapUp;
  const about = call ?? ringing;
  useAutoAnswer(ringing);
  useShortcuts({
    help: () => setKeys(true),
    status: () => document.querySelector<HTMLInputElement>('#status input:checked, #status input')?.focus(),
  });
  return (
    <Page title={t('desk.title')} aside={known && <StatusBar agent={known.agent} />}>
      <div className="stack">
        <ConnectionNotices />
        {known && <StatusReasonNotice agent={known.agent} />}
        {!known && <p className="muted">{t('desk.link.connecting')}</p>}
        {known && (
          <div className="desk">
            <div className="stack">
              {ringing && <Offer key={ringing.reservation} offer={ringing} />}
              {talk && <Talk key={talk.reservation} talk={talk} consult={consult} />}
              {call && <Note key={`note-${call.reservation}`} of={call} />}
              {!about && <Idle agent={known.agent} />}
              <Tickets canCall={!about} onCall={expectCallback} />
            </div>
            <div className="stack">
              {about && <Customer key={about.reservation} reservation={about.reservation} />}
              <Queues queues={known.queues} />
            </div>
          </div>
        )}
        <div className="desk-foot">
          <ConnectionLine />
          <button type="button" className="button quiet small" disabled={!!about} onClick={onCheck}>
            <Icon name="speaker" />
            {t('check.again')}
          </button>
          <button type="button" className="button quiet small" onClick={() => setKeys(true)}>
            <Icon name="keyboard" />
            {t('keys.title')}
            <Kbd of="help" />
          </button>
        </div>
      </div>
      {keys && <KeysDialog onClose={() => setKeys(false)} />}
    </Page>
  );
}
