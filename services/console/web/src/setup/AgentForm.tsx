import { useState } from 'react';
import { LANGUAGES, type Language } from '#common/contracts/words.js';
import { LANGUAGE_NAMES } from '../app/Look.js';
import { useNameOf } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { Card } from '../ui/Pieces.js';
import { ItemForm } from './ItemForm.js';
import { AddButton, Box, Line, movedUp, NumberField, replaced, SelectField, TextField } from './kit.js';
import type { Agent, Config } from './setup.api.js';

/** What routing takes where nothing is said. */
const USUAL = { voice: 1, chat: 3, email: 1 };
const MEDIA = ['voice', 'chat', 'email'] as const;

export function AgentForm({ config, agent: known, onSaved }: { config: Config; agent: Agent; onSaved: () => void }) {
  const t = useText();
  const nameOf = useNameOf('agents');
  const [agent, setAgent] = useState(known);
  // As lines while they are edited: two of one name may stand there for a moment.
  const [skills, setSkills] = useState(() => Object.entries(known.skills));
  const edit = (change: Partial<Agent>) => setAgent((before) => ({ ...before, ...change }));
  const { queues, teams } = config.setup;
  const order = agent.queueOrder ?? [];
  const others = queues.filter((q) => !order.includes(q.id));
  const setOrder = (next: string[]) => edit({ queueOrder: next.length === 0 ? undefined : next });
  const speak = (tag: Language, on: boolean) =>
    edit({ languages: on ? [...agent.languages, tag] : agent.languages.filter((one) => one !== tag) });
  const all = [...new Set([...config.setup.agents.flatMap((a) => Object.keys(a.skills))])].sort();
  const wished = () => {
    const item = { ...agent, skills: Object.fromEntries(skills.filter(([name]) => name.trim() !== '')) };
    return Object.fromEntries(Object.entries(item).filter(([, value]) => value !== undefined));
  };
  return (
    <ItemForm
      title={nameOf(agent.id)}
      back="/setup/agents"
      at={`/agents/${agent.id}`}
      wish={() => ({ put: { agents: [wished()] } })}
      onSaved={onSaved}
    >
      <Card id="a-skills" title={t('admin.skills')}>
        <div className="stack">
          <ul className="lines short">
            {skills.map(([name, level], i) => (
              <Line
                // biome-ignore lint/suspicious/noArrayIndexKey: lines have nothing but their place
                key={i}
                label={name}
                onRemove={() => setSkills(replaced(skills, i, undefined))}
              >
                <TextField
                  path={`skills/${name}`}
                  label={t('setup.skill')}
                  list="skills"
                  pattern="[A-Za-z0-9][A-Za-z0-9._:\-]*"
                  maxLength={80}
                  value={name}
                  onChange={(next) => setSkills(replaced(skills, i, [next, level]))}
                />
                <NumberField
                  path={`skills/${name}/level`}
                  label={t('setup.level')}
                  min={1}
                  max={10}
                  value={level}
                  onChange={(next) => setSkills(replaced(skills, i, [name, next]))}
                />
              </Line>
            ))}
          </ul>
          <datalist id="skills">
            {all.map((skill) => (
              <option key={skill} value={skill} />
            ))}
          </datalist>
          <AddButton label={t('setup.skill.add')} onClick={() => setSkills([...skills, ['', 5]])} />
          <fieldset className="field">
            <legend className="label">{t('admin.languages')}</legend>
            <div className="row tight">
              {LANGUAGES.map((tag) => (
                <Box
                  key={tag}
                  label={LANGUAGE_NAMES[tag]}
                  checked={agent.languages.includes(tag)}
                  onChange={(on) => speak(tag, on)}
                />
              ))}
            </div>
          </fieldset>
        </div>
      </Card>
      <Card id="a-work" title={t('setup.agent.work')}>
        <div className="stack">
          <div className="fields">
            <SelectField
              path="team"
              label={t('admin.team')}
              value={agent.team}
              options={teams.map(({ id, name }) => [id, name] as const)}
              onChange={(team) => edit({ team })}
            />
          </div>
          <Box
            label={t('setup.capacity.usual')}
            checked={agent.capacity === undefined}
            onChange={(usual) => edit({ capacity: usual ? undefined : { ...USUAL } })}
          />
          {agent.capacity && (
            <div className="fields">
              {MEDIA.map((medium) => (
                <NumberField
                  key={medium}
                  path={medium === 'voice' ? 'capacity' : `capacity/${medium}`}
                  label={t('setup.capacity.of', { medium: t(`setup.w.${medium}`) })}
                  max={50}
                  value={agent.capacity?.[medium] ?? 0}
                  onChange={(n) => edit({ capacity: { ...agent.capacity, [medium]: n } })}
                />
              ))}
            </div>
          )}
        </div>
      </Card>
      <Card id="a-order" title={t('setup.f.queueOrder')}>
        <div className="stack">
          <p className="muted small">{t('setup.order.hint')}</p>
          <ol className="lines short">
            {order.map((id, i) => (
              <Line
                key={id}
                label={queues.find((q) => q.id === id)?.name ?? id}
                onUp={i > 0 ? () => setOrder(movedUp(order, i)) : undefined}
                onRemove={() => setOrder(order.filter((one) => one !== id))}
              >
                <span className="line-name">{queues.find((q) => q.id === id)?.name ?? id}</span>
              </Line>
            ))}
          </ol>
          {others.length > 0 && (
            <div className="fields">
              <SelectField
                path="queueOrder"
                label={t('setup.order.add')}
                value=""
                options={[['', '–'] as const, ...others.map(({ id, name }) => [id, name] as const)]}
                onChange={(id) => id && setOrder([...order, id])}
              />
            </div>
          )}
        </div>
      </Card>
    </ItemForm>
  );
}
