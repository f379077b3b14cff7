import { clock } from '../i18n/format.js';
import { useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { Card, Empty } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import { useNow } from '../ui/useNow.js';
import { siteAhead } from './desk.js';
import { names } from './names.js';
import { SHORTCUTS } from './shortcuts.js';
import type { DeskAgent, DeskQueue } from './state.js';

export function Idle({ agent }: { agent: DeskAgent }) {
  const t = useText();
  const available = agent.status === 'available';
  return (
    <section className="card idle">
      <Empty icon={available ? 'headset' : 'clock'} title={t(available ? 'desk.idle.available' : 'desk.idle.away')}>
        {available ? t('desk.idle.available.hint', { key: `Alt ${SHORTCUTS.answer}` }) : t('desk.idle.away.hint')}
      </Empty>
    </section>
  );
}

export function Queues({ queues }: { queues: readonly DeskQueue[] }) {
  const t = useText();
  const now = useNow() + useStore(siteAhead);
  const nameOf = useStore(names);
  return (
    <Card id="queues" title={t('desk.queues')} flush>
      {queues.length === 0 ? (
        <p className="muted small pad">{t('desk.queues.none')}</p>
      ) : (
        <DataTable
          label={t('desk.queues')}
          rows={queues}
          keyOf={({ queue }) => queue}
          columns={[
            { title: t('desk.queue'), cell: ({ queue }) => nameOf[queue] ?? '…' },
            { title: t('desk.queue.waiting'), number: true, cell: (queue) => queue.waiting },
            {
              title: t('desk.queue.longest'),
              number: true,
              cell: ({ longestSince }) => (longestSince === null ? '–' : clock(now - longestSince)),
            },
            { title: t('desk.queue.free'), number: true, cell: (queue) => queue.available },
          ]}
        />
      )}
    </Card>
  );
}
