import { allOf, evaluate } from '#common/skills/expression.js';
import { parseSkills } from '#common/skills/parse.js';
import { printSkills } from '#common/skills/print.js';
import { Link } from '../app/route.js';
import { useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { Icon } from '../ui/Icon.js';
import { Badge, Card, Empty } from '../ui/Pieces.js';
import type { Config, Queue } from './setup.api.js';
import { useMayChange } from './useReview.js';

export function Queues({ config }: { config: Config }) {
  const t = useText();
  const may = useMayChange();
  const { queues, agents } = config.setup;
  const asked = (q: Queue) => q.requires ?? printSkills(allOf(q.skills));
  const fitting = (q: Queue) => {
    const read = parseSkills(asked(q));
    return read.ok ? agents.filter((a) => evaluate(read.expression, a.skills)).length : 0;
  };
  return (
    <Card
      id="queues"
      title={t('setup.queues')}
      flush
      aside={
        may && (
          <Link to="/setup/queues/new" className="button small">
            <Icon name="plus" />
            {t('setup.queue.new')}
          </Link>
        )
      }
    >
      {queues.length === 0 ? (
        <Empty icon="gear" title={t('setup.queues.none')}>
          {t('setup.queues.none.hint')}
        </Empty>
      ) : (
        <DataTable
          label={t('setup.queues')}
          rows={queues}
          keyOf={(q) => q.id}
          columns={[
            { title: t('desk.queue'), cell: (q) => <Link to={`/setup/queues/${q.id}`}>{q.name}</Link> },
            {
              title: t('setup.fit'),
              number: true,
              cell: (q) => (fitting(q) > 0 ? fitting(q) : <Badge tone="bad">{t('setup.nobody')}</Badge>),
            },
            {
              title: t('setup.f.requires'),
              wrap: true,
              cell: (q) => <code>{asked(q)}</code>,
            },
            { title: t('setup.f.priority'), number: true, cell: (q) => q.priority },
            {
              title: t('setup.answered'),
              number: true,
              cell: (q) => t('admin.seconds', { n: q.serviceLevelMs / 1000 }),
            },
            { title: t('setup.f.hours'), cell: (q) => (q.hours ? q.hours.timeZone : t('setup.always')) },
            { title: t('setup.f.overflow'), number: true, cell: (q) => q.overflow?.length ?? 0 },
            {
              title: t('setup.recorded'),
              cell: (q) => (q.record ? t('admin.days', { n: q.retentionDays }) : t('app.no')),
            },
          ]}
        />
      )}
    </Card>
  );
}
