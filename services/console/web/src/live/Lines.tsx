import { LANGUAGE_NAMES } from '../app/Look.js';
import { Link } from '../app/route.js';
import { useNameOf } from '../app/site-names.js';
import { clock, percent } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { Card, Empty } from '../ui/Pieces.js';
import type { LiveInteraction, LiveState } from './state.js';
import type { Today } from './today.js';

export function LiveQueues({ state, now, today }: { state: LiveState; now: number; today: Today | undefined }) {
  const t = useText();
  const language = useLanguage();
  const nameOf = useNameOf('queues');
  return (
    <Card id="live-queues" title={t('live.queues')} flush>
      <DataTable
        label={t('live.queues')}
        rows={state.queues}
        keyOf={(queue) => queue.id}
        columns={[
          { title: t('desk.queue'), cell: (queue) => nameOf(queue.id) },
          { title: t('desk.queue.waiting'), number: true, cell: (queue) => queue.waiting },
          {
            title: t('desk.queue.longest'),
            number: true,
            cell: ({ longestSince }) => (longestSince === null ? '–' : clock(now - longestSince)),
          },
          { title: t('desk.queue.free'), number: true, cell: (queue) => queue.available },
          {
            title: t('live.service-level'),
            number: true,
            cell: (queue) => percent(today?.byQueue[queue.id]?.serviceLevel, language),
          },
        ]}
      />
    </Card>
  );
}

export function Waiting({ waiting, now }: { waiting: LiveInteraction[]; now: number }) {
  const t = useText();
  const nameOf = useNameOf('queues');
  return (
    <Card id="live-waiting" title={t('live.who-waits')} flush>
      {waiting.length === 0 ? (
        <Empty icon="check" title={t('live.nobody-waits')} />
      ) : (
        <DataTable
          label={t('live.who-waits')}
          rows={waiting}
          keyOf={(one) => one.id}
          columns={[
            { title: t('live.place'), number: true, cell: (_one, index) => index + 1 },
            { title: t('desk.queue'), cell: (one) => nameOf(one.queueId) },
            { title: t('contact.language'), cell: ({ language }) => (language ? LANGUAGE_NAMES[language] : '–') },
            { title: t('live.waits'), number: true, cell: (one) => clock(now - one.arrivedAt) },
            {
              title: t('life.title'),
              quiet: true,
              cell: (one) => <Link to={`/interactions/${one.id}`}>{t('life.open')}</Link>,
            },
            {
              title: t('explain.title'),
              quiet: true,
              cell: (one) => <Link to={`/explain/${one.id}`}>{t('explain.open')}</Link>,
            },
          ]}
        />
      )}
    </Card>
  );
}
