import { useEffect } from 'react';
import { LANGUAGE_NAMES } from '../app/Look.js';
import { Page } from '../app/Page.js';
import { Link } from '../app/route.js';
import { learnSiteNames, useNameOf } from '../app/site-names.js';
import { api } from '../auth/api.js';
import { en } from '../i18n/en/index.js';
import { clock, longDay, timeOfDay } from '../i18n/format.js';
import { type Key, type Language, useLanguage, useText } from '../i18n/i18n.js';
import { wordText } from '../i18n/words.js';
import { readRecordings } from '../recordings/recordings.api.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, Figure } from '../ui/Pieces.js';
import { useLoad } from '../ui/useLoad.js';
import './life.css';

interface LifeEvent {
  id: string;
  interactionId: string;
  type: string;
  at: number;
  data: Record<string, unknown>;
}
interface Life {
  interactionId: string;
  related: string[];
  contact: {
    startedAt: number | null;
    endedAt: number | null;
    entry: string | null;
    language: Language | null;
    endPhase: string | null;
    endCause: string | null;
  } | null;
  events: LifeEvent[];
}

/** Everything that happened to one call, in the one order in which it happened. */
export default function LifePage({ rest: [id = ''] }: { rest: string[] }) {
  const t = useText();
  const language = useLanguage();
  const loaded = useLoad(id, (signal) => api<Life>(`/api/v1/interactions/${encodeURIComponent(id)}/life`, { signal }));
  const recordings = useLoad(id, (signal) => readRecordings({ interaction: id }, signal));
  useEffect(() => {
    void learnSiteNames();
  }, []);
  const life = loaded.value;
  const first = life?.events[0]?.at ?? 0;
  const contact = life?.contact;
  return (
    <Page
      title={t('life.title')}
      aside={
        <Link to={`/explain/${id}`} className="button small">
          {t('explain.title')}
        </Link>
      }
    >
      <div className="stack life">
        <LoadNotice loaded={loaded} />
        {life && (
          <>
            <dl className="figures-row">
              <Figure
                label={t('life.began')}
                value={timeOfDay(contact?.startedAt ?? first, language, true)}
                note={longDay(first, language)}
              />
              <Figure
                label={t('life.length')}
                value={contact?.startedAt && contact.endedAt ? clock(contact.endedAt - contact.startedAt) : '–'}
                note={contact?.endCause ? wordText(contact.endCause) : t('calls.running')}
              />
              <Figure
                label={t('calls.entry')}
                value={contact?.entry ?? '–'}
                note={contact?.language ? LANGUAGE_NAMES[contact.language] : undefined}
              />
            </dl>
            {recordings.value && recordings.value.items.length > 0 && (
              <Card id="life-recordings" title={t('nav.recordings')}>
                <ul className="row">
                  {recordings.value.items.map((recording) => (
                    <li key={recording.id}>
                      <Link className="button small" to={`/recordings/${recording.id}`}>
                        {timeOfDay(recording.startedAt, language, true)} · {clock(recording.durationMs ?? 0)}
                      </Link>
                    </li>
                  ))}
                </ul>
              </Card>
            )}
            <Card id="life-events" title={t('life.events')}>
              <ol className="life-events">
                {life.events.map((event) => (
                  <Event
                    key={event.id}
                    event={event}
                    since={event.at - first}
                    other={event.interactionId !== life.interactionId}
                  />
                ))}
              </ol>
            </Card>
          </>
        )}
      </div>
    </Page>
  );
}

function Event({ event, since, other }: { event: LifeEvent; since: number; other: boolean }) {
  const t = useText();
  const language = useLanguage();
  const key = `event.${event.type}`;
  return (
    <li data-owner={event.type.split('.')[0]}>
      <time className="figures small" dateTime={new Date(event.at).toISOString()}>
        {timeOfDay(event.at, language, true)}
        <span className="muted"> +{clock(since)}</span>
      </time>
      <div>
        <strong>{key in en ? t(key as Key) : event.type}</strong>
        {other && <Badge>{t('life.other-call')}</Badge>}
        <Details data={event.data} />
      </div>
    </li>
  );
}

const WORDS = ['phase', 'cause', 'reason', 'kind', 'outcome', 'by', 'choice'];
const TIMES = ['waited', 'rang', 'talk', 'held', 'wrap', 'duration'];

function Details({ data }: { data: Record<string, unknown> }) {
  const t = useText();
  const names = {
    queueId: useNameOf('queues'),
    agentId: useNameOf('agents'),
    dispositionId: useNameOf('dispositions'),
  };
  const said: string[] = [];
  for (const [field, nameOf] of Object.entries(names))
    if (typeof data[field] === 'string') said.push(nameOf(data[field]));
  for (const field of WORDS) if (typeof data[field] === 'string') said.push(wordText(data[field]));
  for (const field of TIMES) {
    if (typeof data[field] === 'number') said.push(`${t(`life.${field}` as Key)} ${clock(data[field])}`);
  }
  return said.length ? <span className="muted small"> {said.join(' · ')}</span> : null;
}
