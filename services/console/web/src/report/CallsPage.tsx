import { useEffect, useState } from 'react';
import { Page } from '../app/Page.js';
import { Link, useRoute } from '../app/route.js';
import { learnSiteNames, useNameOf } from '../app/site-names.js';
import { clock, dayAndTime } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { wordText } from '../i18n/words.js';
import { DataTable } from '../ui/DataTable.js';
import { Icon } from '../ui/Icon.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, Empty } from '../ui/Pieces.js';
import { useLoad } from '../ui/useLoad.js';
import { type CallsQuery, readCalls } from './report.api.js';

const PAGE = 100;

/** The calls that make one figure: their number is the figure. */
export function CallsPage() {
  const t = useText();
  const language = useLanguage();
  const { query } = useRoute();
  const [offset, setOffset] = useState(0);
  const queueOf = useNameOf('queues');
  const agentOf = useNameOf('agents');
  const asked: CallsQuery = {
    by: (query.get('by') as CallsQuery['by'] | null) ?? 'queue',
    figure: query.get('figure') ?? 'offered',
    queue: query.get('queue') ?? undefined,
    agent: query.get('agent') ?? undefined,
    from: Number(query.get('from')),
    to: Number(query.get('to')),
    limit: PAGE,
    offset,
  };
  const loaded = useLoad(`${query} ${offset}`, (signal) => readCalls(asked, signal));
  useEffect(() => {
    void learnSiteNames();
  }, []);
  const found = loaded.value;
  const time = (ms: number | null) => (ms === null ? '–' : clock(ms));
  return (
    <Page
      title={t('calls.title')}
      aside={
        <Link to="/report" className="button small">
          <Icon name="back" />
          {t('report.title')}
        </Link>
      }
    >
      <div className="stack">
        <div className="row tight">
          <Badge tone="accent">{t(`figure.${asked.figure}` as 'figure.offered')}</Badge>
          {asked.queue && <Badge>{queueOf(asked.queue)}</Badge>}
          {asked.agent && <Badge>{agentOf(asked.agent)}</Badge>}
          <span className="muted small">
            {dayAndTime(asked.from, language)} – {dayAndTime(asked.to, language)}
          </span>
        </div>
        <LoadNotice loaded={loaded} />
        {found && (
          <Card id="calls" title={t('calls.count', { n: found.count })} flush>
            {found.calls.length === 0 ? (
              <Empty icon="info" title={t('calls.none')} />
            ) : (
              <DataTable
                label={t('calls.title')}
                rows={found.calls}
                keyOf={(call) => `${call.interactionId} ${call.at} ${call.agentId} ${call.queueId} ${call.waitedMs}`}
                columns={[
                  { title: t('calls.at'), cell: (call) => dayAndTime(call.at, language) },
                  { title: t('desk.queue'), cell: (call) => queueOf(call.queueId) },
                  { title: t('live.agent'), cell: (call) => agentOf(call.agentId) },
                  {
                    title: t('calls.outcome'),
                    cell: ({ outcome }) => (outcome ? wordText(outcome) : t('calls.running')),
                  },
                  { title: t('calls.waited'), number: true, cell: (call) => time(call.waitedMs) },
                  { title: t('report.talk-time'), number: true, cell: (call) => time(call.talkMs) },
                  { title: t('calls.held'), number: true, cell: (call) => time(call.heldMs) },
                  { title: t('report.wrap-time'), number: true, cell: (call) => time(call.wrapMs) },
                  { title: t('calls.entry'), cell: (call) => call.entry ?? '–' },
                  {
                    title: t('life.title'),
                    quiet: true,
                    cell: (call) => <Link to={`/interactions/${call.interactionId}`}>{t('life.open')}</Link>,
                  },
                  {
                    title: t('explain.title'),
                    quiet: true,
                    cell: (call) => <Link to={`/explain/${call.interactionId}`}>{t('explain.open')}</Link>,
                  },
                ]}
              />
            )}
          </Card>
        )}
        {found && found.count > PAGE && (
          <div className="row">
            <button
              type="button"
              className="button small"
              disabled={offset === 0}
              onClick={() => setOffset(Math.max(0, offset - PAGE))}
            >
              {t('app.previous')}
            </button>
            <button
              type="button"
              className="button small"
              disabled={offset + PAGE >= found.count}
              onClick={() => setOffset(offset + PAGE)}
            >
              {t('app.next')}
            </button>
          </div>
        )}
      </div>
    </Page>
  );
}
