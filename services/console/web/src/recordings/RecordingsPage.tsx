import { useEffect, useState } from 'react';
import { Page } from '../app/Page.js';
import { go, Link } from '../app/route.js';
import { learnSiteNames, siteNames, useNameOf } from '../app/site-names.js';
import { boundsOf, clock, dayAndTime, dayOf } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, Empty } from '../ui/Pieces.js';
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
            <DataTable
              label={t('nav.recordings')}
              rows={found.items}
              keyOf={(recording) => recording.id}
              columns={[
                {
                  title: t('calls.at'),
                  cell: ({ id, startedAt }) => <Link to={`/recordings/${id}`}>{dayAndTime(startedAt, language)}</Link>,
                },
                { title: t('live.agent'), cell: ({ agentId }) => agentOf(agentId) },
                { title: t('desk.queue'), cell: ({ queueId }) => queueOf(queueId) },
                {
                  title: t('life.length'),
                  number: true,
                  cell: ({ durationMs }) => (durationMs === null ? '–' : clock(durationMs)),
                },
                {
                  title: t('live.state'),
                  cell: ({ state }) => (
                    <Badge tone={state === 'sealed' ? 'good' : state === 'missing' ? 'bad' : 'plain'}>
                      {t(`recording.${state}`)}
                    </Badge>
                  ),
                },
                { title: t('recordings.delete-at'), cell: ({ deleteAt }) => (deleteAt ? dayOf(deleteAt) : '–') },
              ]}
            />
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
