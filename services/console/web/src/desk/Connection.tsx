import { explain } from '../auth/api.error.js';
import { useText } from '../i18n/i18n.js';
import { Notice } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import { linkPhase, phone, phoneTrouble, takeDeskBack } from './desk.js';

/** What is wrong with the ways to the site, in words; nothing while all is well. */
export function ConnectionNotices() {
  const t = useText();
  const link = useStore(linkPhase);
  const { kind, lines } = useStore(phone.state);
  const trouble = useStore(phoneTrouble);
  const phases = Object.values(lines);
  const away = phases.filter((phase) => phase === 'away' || phase === 'refused').length;
  return (
    <div className="stack tight">
      {link === 'away' && (
        <Notice tone="warn" live="polite">
          {t('desk.link.away')}
        </Notice>
      )}
      {link === 'elsewhere' && (
        <Notice tone="warn" live="now">
          <div className="row">
            <span className="grow">{t('desk.link.elsewhere')}</span>
            <button type="button" className="button small" onClick={takeDeskBack}>
              {t('desk.link.take')}
            </button>
          </div>
        </Notice>
      )}
      {trouble !== undefined && (
        <Notice tone="bad" live="now">
          {t('desk.phone.failed', { why: explain(trouble) })}
        </Notice>
      )}
      {kind === 'browser' && away > 0 && link === 'open' && (
        <Notice tone="warn" live="polite">
          {t(away === phases.length ? 'desk.phone.away' : 'desk.phone.partly')}
        </Notice>
      )}
    </div>
  );
}

/** One line at the foot: connected or not, phone or not. */
export function ConnectionLine() {
  const t = useText();
  const link = useStore(linkPhase);
  const { kind, lines } = useStore(phone.state);
  const ready = kind === 'browser' && Object.values(lines).some((phase) => phase === 'registered');
  const phoneText = kind === 'desk' ? 'desk.phone.desk' : ready ? 'desk.phone.ready' : 'desk.phone.connecting';
  return (
    <p
      className="connection small muted"
      data-link={link}
      data-phone={kind === 'desk' || ready ? 'ready' : 'connecting'}
    >
      <span className={`light ${link === 'open' ? 'on' : ''}`} />
      {t(link === 'open' ? 'desk.link.open' : 'desk.link.connecting')}
      <span className={`light ${kind === 'desk' || ready ? 'on' : ''}`} />
      {t(phoneText)}
    </p>
  );
}
