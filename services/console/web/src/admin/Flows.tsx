import { useNameOf } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, TableFrame } from '../ui/Pieces.js';
import { useLoad } from '../ui/useLoad.js';
import { type Flow, readEntries, readFlows } from './admin.api.js';

/** Call flows as they are, step by step, with the numbers that lead into them. */
export function Flows() {
  const t = useText();
  const flows = useLoad('flows', readFlows);
  const entries = useLoad('entries', readEntries);
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
    <div className="stack">
      <LoadNotice loaded={flows} />
      {flows.value?.map((flow) => {
        const numbers = (entries.value ?? []).filter(({ flowId }) => flowId === flow.id).map(({ number }) => number);
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
            <TableFrame label={flow.id}>
              <table className="table">
                <thead>
                  <tr>
                    <th scope="col">{t('admin.step')}</th>
                    <th scope="col">{t('admin.does')}</th>
                    <th scope="col">{t('admin.prompt')}</th>
                    <th scope="col">{t('admin.leads-to')}</th>
                  </tr>
                </thead>
                <tbody>
                  {flow.steps.map((step) => (
                    <tr key={step.id}>
                      <th scope="row">{step.id}</th>
                      <td>{t(`step.${step.do}`)}</td>
                      <td>{step.prompt ?? '–'}</td>
                      <td className="wrap">{goal(step) || '–'}</td>
                    </tr>
                  ))}
                </tbody>
              </table>
            </TableFrame>
          </Card>
        );
      })}
    </div>
  );
}
