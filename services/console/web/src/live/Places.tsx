import { Link } from '../app/route.js';
import { useNameOf } from '../app/site-names.js';
import { clock, dayAndTime } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { Badge, Card, type Tone } from '../ui/Pieces.js';
import { type LiveState, type LiveTicket, placesOf } from './state.js';

const TONES: Partial<Record<LiveTicket['state'], Tone>> = { calling: 'accent', waiting: 'good', open: 'warn' };

/** Places that are kept for those who do not wait on the line: who is called back, when, and how often it was tried. */
export function Places({ state, now }: { state: LiveState; now: number }) {
  const t = useText();
  const language = useLanguage();
  const nameOf = useNameOf('queues');
  const places = placesOf(state);
  if (places.length === 0) return null;
  return (
    <Card id="live-places" title={t('live.places')} flush>
      <DataTable
        label={t('live.places')}
        rows={places}
        keyOf={(one) => one.id}
        columns={[
          { title: t('live.place'), number: true, cell: ({ place }) => place ?? '–' },
          { title: t('desk.queue'), cell: ({ queueId }) => (queueId === null ? '–' : nameOf(queueId)) },
          {
            title: t('live.state'),
            cell: (one) => (
              <Badge dot tone={TONES[one.state] ?? 'plain'}>
                {t(`place.${one.state}`)}
              </Badge>
            ),
          },
          { title: t('live.origin'), cell: ({ origin }) => t(`origin.${origin}`) },
          {
            title: t('live.waits'),
            number: true,
            // An appointment that is still to come has not waited.
            cell: ({ arrivedAt }) => (arrivedAt > now ? '–' : clock(now - arrivedAt)),
          },
          { title: t('live.attempts'), number: true, cell: ({ attempts }) => attempts },
          { title: t('live.due'), cell: ({ dueAt }) => (dueAt === null ? '–' : dayAndTime(dueAt, language)) },
          {
            title: t('life.title'),
            quiet: true,
            cell: (one) => <Link to={`/interactions/${one.id}`}>{t('life.open')}</Link>,
          },
        ]}
      />
    </Card>
  );
}
