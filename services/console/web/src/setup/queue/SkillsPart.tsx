import { STRATEGIES } from '#common/contracts/words.js';
import { allOf, evaluate } from '#common/skills/expression.js';
import { parseSkills } from '#common/skills/parse.js';
import { printSkills } from '#common/skills/print.js';
import { useText } from '../../i18n/i18n.js';
import { Card } from '../../ui/Pieces.js';
import { AddButton, Line, Minutes, NumberField, replaced, Seconds, SelectField, TextField } from '../kit.js';
import type { PartProps } from '../QueueForm.js';
import type { Agent } from '../setup.api.js';
import { TeamChoice } from './TeamChoice.js';

/** Whom a queue asks for, how one of them is chosen, and what is asked after a wait. */
export function SkillsPart({ queue, config, edit }: PartProps) {
  const t = useText();
  const rings = queue.relax ?? [];
  return (
    <Card id="q-skills" title={t('setup.queue.skills')}>
      <div className="stack">
        <Expression
          path="requires"
          label={t('setup.f.requires')}
          value={queue.requires ?? printSkills(allOf(queue.skills))}
          agents={config.setup.agents}
          onChange={(requires) => edit({ requires })}
        />
        <ul className="lines">
          {rings.map((ring, i) => (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing but their place
              key={i}
              label={`${t('setup.f.relax')} ${i + 1}`}
              onRemove={() => edit({ relax: none(replaced(rings, i, undefined)) })}
            >
              <Seconds
                path={`relax/${i}/afterMs`}
                label={t('setup.relax.after')}
                min={1}
                value={ring.afterMs}
                onChange={(afterMs) => edit({ relax: replaced(rings, i, { ...ring, afterMs }) })}
              />
              <Expression
                path={`relax/${i}/requires`}
                label={t('setup.relax.requires')}
                brief
                value={ring.requires}
                agents={config.setup.agents}
                onChange={(requires) => edit({ relax: replaced(rings, i, { ...ring, requires }) })}
              />
            </Line>
          ))}
        </ul>
        <AddButton
          label={t('setup.relax.add')}
          onClick={() =>
            edit({ relax: [...rings, { afterMs: (rings.at(-1)?.afterMs ?? 0) + 30_000, requires: 'anyone' }] })
          }
        />
        <div className="fields">
          <SelectField
            path="strategy"
            label={t('setup.f.strategy')}
            value={queue.strategy ?? 'longest-idle'}
            options={STRATEGIES.map((s) => [s, t(`setup.w.${s}`)] as const)}
            onChange={(strategy) => edit({ strategy })}
          />
          <NumberField
            path="priority"
            label={t('setup.f.priority')}
            hint={t('setup.priority.hint')}
            min={-100}
            max={100}
            value={queue.priority}
            onChange={(priority) => edit({ priority })}
          />
          <Minutes
            path="ageMs"
            label={t('setup.f.ageMs')}
            hint={t('setup.age.hint')}
            value={queue.ageMs ?? 60_000}
            onChange={(ageMs) => edit({ ageMs })}
          />
          <NumberField
            path="reserve"
            label={t('setup.f.reserve')}
            value={queue.reserve ?? 0}
            onChange={(reserve) => edit({ reserve })}
          />
        </div>
        <TeamChoice queue={queue} teams={config.setup.teams} edit={edit} />
      </div>
    </Card>
  );
}

const none = <T,>(items: T[]): T[] | undefined => (items.length === 0 ? undefined : items);

/** An expression with what it comes to, said while it is typed: who fits, or where it cannot be read. */
function Expression({
  agents,
  value,
  brief = false,
  ...field
}: {
  path: string;
  label: string;
  value: string;
  agents: readonly Agent[];
  /** Without how it is written, which stands above it already. */
  brief?: boolean;
  onChange: (text: string) => void;
}) {
  const t = useText();
  const read = parseSkills(value);
  const fitting = read.ok ? agents.filter((a) => evaluate(read.expression, a.skills)).length : 0;
  const hint = read.ok
    ? [t('setup.fitting', { n: fitting, all: agents.length }), !brief && t('setup.fitting.how')]
        .filter(Boolean)
        .join(' ')
    : t('setup.unreadable', { n: read.at + 1, example: 'sales >= 3 and (german or english >= 5)' });
  return (
    <TextField
      {...field}
      hint={<span className={read.ok && fitting > 0 ? undefined : 'wrong'}>{hint}</span>}
      maxLength={1000}
      required
      value={value}
    />
  );
}
