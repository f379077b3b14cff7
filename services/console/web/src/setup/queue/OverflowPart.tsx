import { OVERFLOW_CAUSES, OVERFLOW_WAYS } from '#common/contracts/words.js';
import { useText } from '../../i18n/i18n.js';
import { Card } from '../../ui/Pieces.js';
import { AddButton, Line, movedUp, NumberField, replaced, Seconds, SelectField, TextField } from '../kit.js';
import type { PartProps } from '../QueueForm.js';
import type { Queue } from '../setup.api.js';

type Rule = NonNullable<Queue['overflow']>[number];

/** What happens to who does not wait on: the first rule that applies. */
export function OverflowPart({ queue, config, edit }: PartProps) {
  const t = useText();
  const rules = queue.overflow ?? [];
  const set = (next: Rule[]) => edit({ overflow: next.length === 0 ? undefined : next });
  const others = config.setup.queues.filter((q) => q.id !== queue.id);
  return (
    <Card id="q-overflow" title={t('setup.f.overflow')}>
      <div className="stack">
        <p className="muted small">{t('setup.overflow.lead')}</p>
        <ol className="lines">
          {rules.map((rule, i) => (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing but their place
              key={i}
              label={`${t('setup.f.overflow')} ${i + 1}`}
              onRemove={() => set(replaced(rules, i, undefined))}
              onUp={i > 0 ? () => set(movedUp(rules, i)) : undefined}
            >
              <RuleFields
                at={`overflow/${i}`}
                rule={rule}
                queues={others}
                onChange={(next) => set(replaced(rules, i, next))}
              />
            </Line>
          ))}
        </ol>
        <AddButton
          label={t('setup.overflow.add')}
          onClick={() => set([...rules, { when: 'waited', over: 180_000, to: { do: 'callback' } }])}
        />
      </div>
    </Card>
  );
}

function RuleFields({
  at,
  rule,
  queues,
  onChange,
}: {
  at: string;
  rule: Rule;
  queues: readonly Queue[];
  onChange: (rule: Rule) => void;
}) {
  const t = useText();
  const over = {
    path: `${at}/over`,
    min: 1,
    value: rule.over,
    onChange: (next: number) => onChange({ ...rule, over: next }),
  };
  const to = (change: Partial<Rule['to']>) => onChange({ ...rule, to: { ...rule.to, ...change } });
  /** Hours of a time are no number of callers: another measure begins with one of its own. */
  const measured = (when: Rule['when']) =>
    onChange({ ...rule, when, over: when === 'length' ? 20 : when === 'waited' || when === 'estimate' ? 180_000 : 0 });
  return (
    <>
      <SelectField
        path={`${at}/when`}
        label={t('setup.f.when')}
        value={rule.when}
        options={OVERFLOW_CAUSES.map((cause) => [cause, t(`setup.w.${cause}`)] as const)}
        onChange={measured}
      />
      {(rule.when === 'waited' || rule.when === 'estimate') && <Seconds {...over} label={t('setup.f.over')} />}
      {rule.when === 'length' && <NumberField {...over} label={t('setup.overflow.callers')} />}
      <SelectField
        path={`${at}/to/do`}
        label={t('setup.f.do')}
        value={rule.to.do}
        options={OVERFLOW_WAYS.map((way) => [way, t(`setup.w.${way}`)] as const)}
        onChange={(way) =>
          onChange({ ...rule, to: { do: way, ...(way === 'queue' ? { queueId: queues[0]?.id } : {}) } })
        }
      />
      {rule.to.do === 'queue' && (
        <SelectField
          path={`${at}/to/queueId`}
          label={t('desk.queue')}
          value={rule.to.queueId ?? ''}
          options={queues.map(({ id, name }) => [id, name] as const)}
          onChange={(queueId) => to({ queueId })}
        />
      )}
      {rule.to.do === 'number' && (
        <TextField
          path={`${at}/to/number`}
          label={t('setup.f.number')}
          type="tel"
          required
          value={rule.to.number ?? ''}
          onChange={(number) => to({ number })}
        />
      )}
      {(rule.to.do === 'message' || rule.to.do === 'hangup') && (
        <TextField
          path={`${at}/to/prompt`}
          label={t('admin.prompt')}
          required={rule.to.do === 'message'}
          value={rule.to.prompt ?? ''}
          onChange={(prompt) => to({ prompt: prompt || undefined })}
        />
      )}
    </>
  );
}
