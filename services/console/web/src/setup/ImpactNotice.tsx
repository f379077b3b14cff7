import { useText } from '../i18n/i18n.js';
import { Notice } from '../ui/Pieces.js';
import type { Impact, QueueImpact } from './setup.api.js';

/** Whom a change would leave waiting at this moment. */
export function ImpactNotice({ impact }: { impact: Impact }) {
  const t = useText();
  if (!impact.known) return <Notice tone="warn">{t('setup.impact.unknown')}</Notice>;
  const said = impact.queues.flatMap((q) => sayings(q).map((key) => ({ q, key })));
  const bad = impact.queues.some((q) => q.nobodyAfter > q.nobodyBefore || q.absentAfter > q.absentBefore);
  if (said.length === 0) return null;
  return (
    <Notice tone={bad ? 'bad' : 'plain'} live="polite">
      <ul className="stack tight">
        {said.map(({ q, key }) => (
          <li key={`${q.queueId}/${key}`}>
            <strong>{q.name}:</strong>{' '}
            {key === 'setup.impact.fitting'
              ? t(key, { n: q.fittingAfter, before: q.fittingBefore })
              : t(key, { n: key === 'setup.impact.nobody' ? q.nobodyAfter : q.absentAfter })}
          </li>
        ))}
      </ul>
    </Notice>
  );
}

function sayings(q: QueueImpact) {
  if (q.nobodyAfter > q.nobodyBefore) return ['setup.impact.nobody'] as const;
  if (q.absentAfter > q.absentBefore) return ['setup.impact.absent'] as const;
  return q.fittingAfter === q.fittingBefore ? [] : (['setup.impact.fitting'] as const);
}
