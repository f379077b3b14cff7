import { LANGUAGE_NAMES } from '../app/Look.js';
import { Link } from '../app/route.js';
import { useNameOf } from '../app/site-names.js';
import { clock, percent } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { Card, Empty, TableFrame } from '../ui/Pieces.js';
import type { LiveInteraction, LiveState } from './state.js';
import type { Today } from './today.js';

export function LiveQueues({ state, now, today }: { state: LiveState; now: number; today: Today | undefined }) {
  const t = useText();
  const language = useLanguage();
  const nameOf = useNameOf('queues');
  return (
    <Card id="live-queues" title={t('live.queues')} flush>
      <TableFrame label={t('live.queues')}>
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
              <th scope="col" className="number">
                {t('live.service-level')}
              </th>
            </tr>
          </thead>
          <tbody>
            {state.queues.map((queue) => (
              <tr key={queue.id}>
                <th scope="row">{nameOf(queue.id)}</th>
                <td className="number">{queue.waiting}</td>
                <td className="number">{queue.longestSince === null ? '–' : clock(now - queue.longestSince)}</td>
                <td className="number">{queue.available}</td>
                <td className="number">{percent(today?.byQueue[queue.id]?.serviceLevel, language)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </TableFrame>
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
        <TableFrame label={t('live.who-waits')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col" className="number">
                  {t('live.place')}
                </th>
                <th scope="col">{t('desk.queue')}</th>
                <th scope="col">{t('contact.language')}</th>
                <th scope="col" className="number">
                  {t('live.waits')}
                </th>
                <th scope="col">
                  <span className="visually-hidden">{t('life.title')}</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {waiting.map((one, index) => (
                <tr key={one.id}>
                  <td className="number">{index + 1}</td>
                  <td>{nameOf(one.queueId)}</td>
                  <td>{one.language ? LANGUAGE_NAMES[one.language] : '–'}</td>
                  <td className="number">{clock(now - one.arrivedAt)}</td>
                  <td>
                    <Link to={`/interactions/${one.id}`}>{t('life.open')}</Link>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Card>
  );
}
