import { type FormEvent, useState } from 'react';
import { LANGUAGE_NAMES } from '../app/Look.js';
import { explain } from '../auth/api.error.js';
import { en } from '../i18n/en/index.js';
import { dayAndTime } from '../i18n/format.js';
import { type Key, LANGUAGES, type Language, useLanguage, useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { Badge, Card, Notice } from '../ui/Pieces.js';
import { type Contact, correctCustomer, type PastContact, useContact } from './contact.js';
import { isClaimed } from './number-from.js';

/** Who is on the line and what was before. */
export function Customer({ reservation }: { reservation: string }) {
  const t = useText();
  const { contact, error } = useContact(reservation);
  const [editing, setEditing] = useState(false);
  return (
    <Card
      id="customer"
      title={t('contact.title')}
      aside={
        contact && (
          <button
            type="button"
            className="button small quiet"
            aria-expanded={editing}
            onClick={() => setEditing(!editing)}
          >
            {t('contact.edit')}
          </button>
        )
      }
    >
      <div className="stack">
        {!contact && !error && <p className="muted">{t('app.loading')}</p>}
        {error !== undefined && !contact && <Notice tone="warn">{t('contact.failed', { why: explain(error) })}</Notice>}
        {contact &&
          (editing ? (
            <Edit reservation={reservation} contact={contact} onDone={() => setEditing(false)} />
          ) : (
            <Facts contact={contact} />
          ))}
        {contact && isClaimed(contact.customer.number, contact.numberFrom) && (
          <Notice tone="warn">{t('contact.claimed.hint')}</Notice>
        )}
        {contact?.context && <Context context={contact.context} />}
        {contact && <History past={contact.history} />}
      </div>
    </Card>
  );
}

function Facts({ contact: { customer, numberFrom } }: { contact: Contact }) {
  const t = useText();
  return (
    <div className="customer-facts">
      <span className="avatar" aria-hidden="true">
        <Icon name="user" />
      </span>
      <div>
        <strong>{customer.name || t('offer.unknown')}</strong>
        <div className="figures muted small">{customer.number ?? t('offer.no-number')}</div>
        <div className="row tight">
          <Badge tone={customer.known ? 'accent' : 'plain'}>
            {t(customer.known ? 'contact.known' : 'contact.new')}
          </Badge>
          {isClaimed(customer.number, numberFrom) && <Badge tone="warn">{t('contact.claimed')}</Badge>}
          {customer.language && <Badge>{LANGUAGE_NAMES[customer.language]}</Badge>}
        </div>
      </div>
    </div>
  );
}

/** What she wrote when she asked to be called back. */
function Context({ context }: { context: NonNullable<Contact['context']> }) {
  const t = useText();
  return (
    <div>
      <h3>{t('contact.context')}</h3>
      <p>{context.text}</p>
      {!context.verified && <p className="muted small">{t('contact.context.unverified')}</p>}
    </div>
  );
}

function Edit({ reservation, contact, onDone }: { reservation: string; contact: Contact; onDone: () => void }) {
  const t = useText();
  const [trouble, setTrouble] = useState<string>();
  const save = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    try {
      await correctCustomer(reservation, {
        name: String(form.get('name')).trim(),
        language: form.get('language') as Language,
      });
      onDone();
    } catch (error) {
      setTrouble(explain(error));
    }
  };
  return (
    <form className="stack tight" onSubmit={save}>
      <div className="field">
        <label htmlFor="customer-name">{t('contact.name')}</label>
        <input
          id="customer-name"
          name="name"
          className="input"
          autoComplete="off"
          maxLength={120}
          defaultValue={contact.customer.name ?? ''}
        />
      </div>
      <div className="field">
        <label htmlFor="customer-language">{t('contact.language')}</label>
        <select
          id="customer-language"
          name="language"
          className="input"
          defaultValue={contact.customer.language ?? 'en'}
        >
          {LANGUAGES.map((tag) => (
            <option key={tag} value={tag}>
              {LANGUAGE_NAMES[tag]}
            </option>
          ))}
        </select>
      </div>
      {trouble && (
        <Notice tone="bad" live="now">
          {trouble}
        </Notice>
      )}
      <div className="row tight">
        <button type="submit" className="button small primary">
          {t('app.save')}
        </button>
        <button type="button" className="button small" onClick={onDone}>
          {t('app.cancel')}
        </button>
      </div>
    </form>
  );
}

function History({ past }: { past: PastContact[] }) {
  const t = useText();
  const language = useLanguage();
  const outcome = (word: string) => (`outcome.${word}` in en ? t(`outcome.${word}` as Key) : word);
  return (
    <div>
      <h3>{t('contact.history')}</h3>
      {past.length === 0 && <p className="muted small">{t('contact.history.none')}</p>}
      <ol className="history">
        {past.map((one) => (
          <li key={one.interactionId}>
            <div className="row tight">
              <time className="small figures" dateTime={new Date(one.at).toISOString()}>
                {dayAndTime(one.at, language)}
              </time>
              {one.queue && <Badge>{one.queue}</Badge>}
              {one.numberFrom === 'claimed' && <Badge tone="warn">{t('contact.claimed')}</Badge>}
              {one.direction === 'outbound' && <Badge>{t('contact.outbound')}</Badge>}
            </div>
            <div className="small">
              <strong>{one.disposition ?? (one.outcome ? outcome(one.outcome) : '')}</strong>{' '}
              {one.agentName && <span className="muted">{t('contact.by', { name: one.agentName })}</span>}
            </div>
            {one.note && <p className="small">{one.note}</p>}
          </li>
        ))}
      </ol>
    </div>
  );
}
