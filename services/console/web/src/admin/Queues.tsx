import { useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Card } from '../ui/Pieces.js';
import { useLoad } from '../ui/useLoad.js';
import { readQueues } from './admin.api.js';

export function Queues() {
  const t = useText();
  const loaded = useLoad('queues', readQueues);
  const seconds = (ms: number) => t('admin.seconds', { n: Math.round(ms / 1000) });
  return (
    <div className="stack">
      <LoadNotice loaded={loaded} />
      {loaded.value && (
        <Card id="queues" title={t('admin.queues')} flush>
          <DataTable
            label={t('admin.queues')}
            rows={loaded.value}
            keyOf={(queue) => queue.id}
            columns={[
              { title: t('desk.queue'), cell: (queue) => queue.name },
              { title: t('admin.service-level'), number: true, cell: (queue) => seconds(queue.serviceLevelMs) },
              { title: t('admin.ring'), number: true, cell: (queue) => seconds(queue.ringMs) },
              { title: t('admin.wrap'), number: true, cell: (queue) => seconds(queue.wrapMs) },
              { title: t('admin.recorded'), cell: (queue) => t(queue.record ? 'app.yes' : 'app.no') },
              {
                title: t('admin.kept'),
                number: true,
                cell: (queue) => t('admin.days', { n: queue.retentionDays }),
              },
            ]}
          />
        </Card>
      )}
    </div>
  );
}
