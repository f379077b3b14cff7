import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { cancelConsult, completeConsult, type Trouble } from './actions.js';
import { Kbd } from './Kbd.js';
import { ariaShortcut } from './shortcuts.js';
import type { DeskReservation } from './state.js';
import { useShortcuts } from './useShortcuts.js';

/** The middle of an attended transfer: join the two, or go back to the caller. */
export function Consult({
  talk,
  consult,
  attempt,
}: {
  talk: DeskReservation;
  consult?: DeskReservation;
  attempt: (work: Promise<Trouble>) => Promise<boolean>;
}) {
  const t = useText();
  const about = talk.reservation;
  const complete = () => void attempt(completeConsult(about));
  const back = () => void attempt(cancelConsult(about));
  useShortcuts({ complete, back });
  return (
    <div className="consult" role="status">
      <div className="grow">
        <strong>{t(consult?.state === 'pending' ? 'transfer.calling' : 'transfer.consulting')}</strong>
        <div className="small muted">{t('transfer.consulting.hint')}</div>
      </div>
      <button type="button" className="button primary" aria-keyshortcuts={ariaShortcut('complete')} onClick={complete}>
        <Icon name="check" />
        {t('transfer.complete')}
        <Kbd of="complete" />
      </button>
      <button type="button" className="button" aria-keyshortcuts={ariaShortcut('back')} onClick={back}>
        <Icon name="back" />
        {t('transfer.cancel')}
        <Kbd of="back" />
      </button>
    </div>
  );
}
