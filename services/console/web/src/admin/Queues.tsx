import { useText } from '../i18n/i18n.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Card, TableFrame } from '../ui/Pieces.js';
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
          <TableFrame label={t('admin.queues')}>
            <table className="table">
              <thead>
                <tr>
                  <th scope="col">{t('desk.queue')}</th>
                  <th scope="col" className="number">
                    {t('admin.service-level')}
                  </th>
                  <th scope="col" className="number">
                    {t('admin.ring')}
                  </th>
                  <th scope="col" className="number">
                    {t('admin.wrap')}
                  </th>
                  <th scope="col">{t('admin.recorded')}</th>
                  <th scope="col" className="number">
                    {t('admin.kept')}
                  </th>
                </tr>
              </thead>
              <tbody>
                {loaded.value.map((queue) => (
                  <tr key={queue.id}>
                    <th scope="row">{queue.name}</th>
                    <td className="number">{seconds(queue.serviceLevelMs)}</td>
                    <td className="number">{seconds(queue.ringMs)}</td>
                    <td className="number">{seconds(queue.wrapMs)}</td>
                    <td>{t(queue.record ? 'app.yes' : 'app.no')}</td>
                    <td className="number">{t('admin.days', { n: queue.retentionDays })}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </TableFrame>
        </Card>
      )}
    </div>
  );
}
