import { clock } from '../i18n/format.js';
import { useText } from '../i18n/i18n.js';
import { Card, Empty, TableFrame } from '../ui/Pieces.js';
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
        <TableFrame label={t('desk.queues')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('desk.queue')}</th>
                <th scope="col" className="number">
                  {t('desk.queue.waiting')}
                </th>
                <th scope="col" className="number">
                  {t('desk.queue.longest')}
                </th>
                <th scope="col" className="number">
                  {t('desk.queue.free')}
                </th>
              </tr>
            </thead>
            <tbody>
              {queues.map((queue) => (
                <tr key={queue.queue}>
                  <th scope="row">{nameOf[queue.queue] ?? '…'}</th>
                  <td className="number">{queue.waiting}</td>
                  <td className="number">{queue.longestSince === null ? '–' : clock(now - queue.longestSince)}</td>
                  <td className="number">{queue.available}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Card>
  );
}
