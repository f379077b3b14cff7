import { useEffect, useState } from 'react';
import { Page } from '../app/Page.js';
import { go, Link } from '../app/route.js';
import { learnSiteNames, siteNames, useNameOf } from '../app/site-names.js';
import { boundsOf, clock, dayAndTime, dayOf } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, Empty, TableFrame } from '../ui/Pieces.js';
import { Segments } from '../ui/Segments.js';
import { useStore } from '../ui/store.js';
import { useLoad } from '../ui/useLoad.js';
import { CompletenessList } from './CompletenessList.js';
import { DayField, Filter } from './filters.js';
import { RecordingPage } from './RecordingPage.js';
import { readRecordings } from './recordings.api.js';
import './recordings.css';

const PAGE = 50;
type View = 'list' | 'completeness';

export default function RecordingsPage({ rest: [id] }: { rest: string[] }) {
  if (id && id !== 'completeness') return <RecordingPage id={id} />;
  return <Lists view={id === 'completeness' ? 'completeness' : 'list'} />;
}

function Lists({ view }: { view: View }) {
  const t = useText();
  const [day, setDay] = useState(() => dayOf(Date.now()));
  useEffect(() => {
    void learnSiteNames();
  }, []);
  return (
    <Page
      title={t('nav.recordings')}
      aside={
        <Segments<View>
          label={t('nav.recordings')}
          value={view}
          options={[
            { value: 'list', label: t('recordings.list') },
            { value: 'completeness', label: t('completeness.title') },
          ]}
          onChange={(next) => go(next === 'list' ? '/recordings' : '/recordings/completeness')}
        />
      }
    >
      {view === 'list' ? <List day={day} onDay={setDay} /> : <CompletenessList day={day} onDay={setDay} />}
    </Page>
  );
}

function List({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const t = useText();
  const language = useLanguage();
  const known = useStore(siteNames);
  const queueOf = useNameOf('queues');
  const agentOf = useNameOf('agents');
  const [queue, setQueue] = useState('');
  const [agent, setAgent] = useState('');
  const [limit, setLimit] = useState(PAGE);
  const asked = { ...boundsOf(day), queue: queue || undefined, agent: agent || undefined, limit };
  const loaded = useLoad(JSON.stringify(asked), (signal) => readRecordings(asked, signal));
  const found = loaded.value;
  return (
    <div className="stack">
      <div className="toolbar">
        <DayField day={day} onDay={onDay} />
        <Filter id="queue" label={t('desk.queue')} value={queue} names={known.queues} onChange={setQueue} />
        <Filter id="agent" label={t('live.agent')} value={agent} names={known.agents} onChange={setAgent} />
      </div>
      <LoadNotice loaded={loaded} />
      {found && (
        <Card id="recordings" title={t('recordings.count', { n: found.total })} flush>
          {found.items.length === 0 ? (
            <Empty icon="wave" title={t('recordings.none')}>
              {t('recordings.none.hint')}
            </Empty>
          ) : (
            <TableFrame label={t('nav.recordings')}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('calls.at')}</th>
                    <th scope="col">{t('live.agent')}</th>
                    <th scope="col">{t('desk.queue')}</th>
                    <th scope="col" className="number">
                      {t('life.length')}
                    </th>
                    <th scope="col">{t('live.state')}</th>
                    <th scope="col">{t('recordings.delete-at')}</th>
                  </tr>
                </thead>
                <tbody>
                  {found.items.map((recording) => (
                    <tr key={recording.id}>
                      <th scope="row">
                        <Link to={`/recordings/${recording.id}`}>{dayAndTime(recording.startedAt, language)}</Link>
                      </th>
                      <td>{agentOf(recording.agentId)}</td>
                      <td>{queueOf(recording.queueId)}</td>
                      <td className="number">{recording.durationMs === null ? '–' : clock(recording.durationMs)}</td>
                      <td>
                        <Badge
                          tone={recording.state === 'sealed' ? 'good' : recording.state === 'missing' ? 'bad' : 'plain'}
                        >
                          {t(`recording.${recording.state}`)}
                        </Badge>
                      </td>
                      <td>{recording.deleteAt ? dayOf(recording.deleteAt) : '–'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          )}
        </Card>
      )}
      {found && found.total > found.items.length && (
        <div className="row">
          <button type="button" className="button" onClick={() => setLimit(Math.min(500, limit + PAGE))}>
            {t('app.more')}
          </button>
        </div>
      )}
    </div>
  );
}
