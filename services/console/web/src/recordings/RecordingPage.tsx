import { useEffect } from 'react';
import { Page } from '../app/Page.js';
import { Link } from '../app/route.js';
import { learnSiteNames, useNameOf } from '../app/site-names.js';
import { dayAndTime, longDay, megabytes, timeOfDay } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { wordText } from '../i18n/words.js';
import { Icon } from '../ui/Icon.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, Empty } from '../ui/Pieces.js';
import { useLoad } from '../ui/useLoad.js';
import { Player } from './Player.js';
import { type Access, type Recording, readAccesses, readRecording, readWaveform } from './recordings.api.js';

/** One recording: heard, and who heard it before. */
export function RecordingPage({ id }: { id: string }) {
  const t = useText();
  const language = useLanguage();
  const loaded = useLoad(id, (signal) => readRecording(id, signal));
  const waveform = useLoad(id, (signal) => readWaveform(id, signal));
  const accesses = useLoad(id, (signal) => readAccesses(id, signal));
  useEffect(() => {
    void learnSiteNames();
  }, []);
  const recording = loaded.value;
  return (
    <Page
      title={t('recordings.one')}
      aside={
        <Link to="/recordings" className="button small">
          <Icon name="back" />
          {t('nav.recordings')}
        </Link>
      }
    >
      <div className="stack">
        <LoadNotice loaded={loaded} />
        {recording && (
          <>
            <Card
              id="recording"
              title={`${longDay(recording.startedAt, language)}, ${timeOfDay(recording.startedAt, language)}`}
              aside={
                <Badge tone={recording.state === 'sealed' ? 'good' : 'warn'}>{t(`recording.${recording.state}`)}</Badge>
              }
            >
              {recording.state === 'sealed' ? (
                <Player recording={recording} waveform={waveform.value} />
              ) : (
                <Empty icon="wave" title={t('recordings.not-playable')}>
                  {recording.missing && wordText(recording.missing)}
                </Empty>
              )}
            </Card>
            <div className="two">
              <Facts recording={recording} />
              <Accesses items={accesses.value?.items ?? []} />
            </div>
          </>
        )}
      </div>
    </Page>
  );
}

function Facts({ recording }: { recording: Recording }) {
  const t = useText();
  const language = useLanguage();
  const queueOf = useNameOf('queues');
  const agentOf = useNameOf('agents');
  const facts: [string, React.ReactNode][] = [
    [t('live.agent'), agentOf(recording.agentId)],
    [t('desk.queue'), queueOf(recording.queueId)],
    [t('recordings.reason'), recording.reason ? wordText(recording.reason) : '–'],
    [
      t('recordings.notice'),
      recording.noticeAt
        ? t('recordings.notice.at', { time: timeOfDay(recording.noticeAt, language, true) })
        : t('recordings.notice.none'),
    ],
    [t('recordings.delete-at'), recording.deleteAt ? longDay(recording.deleteAt, language) : '–'],
    [t('recordings.size'), recording.bytes ? megabytes(recording.bytes, language) : '–'],
    [t('recordings.repaired'), t(recording.repaired ? 'app.yes' : 'app.no')],
    [
      t('life.title'),
      <Link key="life" to={`/interactions/${recording.interactionId}`}>
        {t('life.open')}
      </Link>,
    ],
  ];
  return (
    <Card id="recording-facts" title={t('recordings.facts')}>
      <dl className="facts">
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Card>
  );
}

function Accesses({ items }: { items: Access[] }) {
  const t = useText();
  const language = useLanguage();
  const agentOf = useNameOf('agents');
  return (
    <Card id="recording-accesses" title={t('recordings.accesses')}>
      {items.length === 0 ? (
        <p className="muted small">{t('recordings.accesses.none')}</p>
      ) : (
        <ol className="access-list small">
          {items.slice(0, 50).map((access) => (
            <li key={`${access.at} ${access.userId} ${access.what}`}>
              <time className="figures muted" dateTime={new Date(access.at).toISOString()}>
                {dayAndTime(access.at, language)}
              </time>
              <span>{agentOf(access.userId)}</span>
              <span className="muted">{t(`access.${access.what}`)}</span>
            </li>
          ))}
        </ol>
      )}
    </Card>
  );
}
