import { useEffect } from 'react';
import { Link } from '../app/route.js';
import { useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { useStore } from '../ui/store.js';
import { startRinging, stopRinging } from '../voice/ring.js';
import { useContact } from './contact.js';
import { deskState } from './desk.js';
import { focusOf } from './focus.js';

/** A call on the desk, seen from the other pages: it rings there too, and one step leads back. */
export default function CallBar() {
  const t = useText();
  const { known } = useStore(deskState);
  const { ringing, talk } = focusOf(known?.reservations ?? []);
  const call = ringing ?? talk;
  const { contact } = useContact(call?.reservation);
  const rings = ringing !== undefined;
  useEffect(() => {
    if (!rings) return;
    startRinging();
    return stopRinging;
  }, [rings]);
  if (!call) return null;
  const who = contact?.customer.name || contact?.customer.number || t('offer.unknown');
  return (
    <div className="call-bar" role={rings ? 'alert' : 'status'} data-rings={rings || undefined}>
      <Icon name="phone" />
      <strong className="grow">
        {rings ? t('offer.title') : t('talk.state.talking')}: {who}
      </strong>
      <Link to="/desk" className="button small">
        {t('desk.title')}
      </Link>
    </div>
  );
}
