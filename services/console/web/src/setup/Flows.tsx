import type { Flow } from '#common/contracts/directory.js';
import { useNameOf } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { Badge, Card } from '../ui/Pieces.js';
import type { Entry } from './setup.api.js';

/** Call flows step by step, with the numbers that lead into them; they are changed in the document. */
export function Flows({ flows, entries }: { flows: readonly Flow[]; entries: readonly Entry[] }) {
  const t = useText();
  const queueOf = useNameOf('queues');
  const goal = (step: Flow['steps'][number]) =>
    [
      step.queueId && queueOf(step.queueId),
      ...Object.entries(step.do === 'menu' ? (step.keys ?? {}) : {}).map(([key, to]) => `${key} → ${to}`),
      step.closedNext && `✕ → ${step.closedNext}`,
      step.next && `→ ${step.next}`,
    ]
      .filter(Boolean)
      .join(', ');
  return (
    <>
      <p className="muted">{t('setup.flows.lead')}</p>
      {flows.map((flow) => {
        const numbers = entries.filter(({ flowId }) => flowId === flow.id).map(({ number }) => number);
        return (
          <Card
            key={flow.id}
            id={`flow-${flow.id}`}
            title={flow.id}
            flush
            aside={
              numbers.length > 0 && <Badge tone="accent">{t('admin.numbers', { numbers: numbers.join(', ') })}</Badge>
            }
          >
            <DataTable
              label={flow.id}
              rows={flow.steps}
              keyOf={(step) => step.id}
              columns={[
                { title: t('admin.step'), cell: (step) => step.id },
                { title: t('admin.does'), cell: (step) => t(`step.${step.do}`) },
                { title: t('admin.prompt'), cell: (step) => step.prompt ?? '–' },
                { title: t('admin.leads-to'), wrap: true, cell: (step) => goal(step) || '–' },
              ]}
            />
          </Card>
        );
      })}
    </>
  );
}
