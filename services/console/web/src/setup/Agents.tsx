import { useState } from 'react';
import { Link } from '../app/route.js';
import { useNameOf } from '../app/site-names.js';
import { useText } from '../i18n/i18n.js';
import { DataTable } from '../ui/DataTable.js';
import { Badge, Card, Empty } from '../ui/Pieces.js';
import type { Agent, Config } from './setup.api.js';

/** Who can do what, and how much of it at once. */
export function Agents({ config }: { config: Config }) {
  const t = useText();
  const nameOf = useNameOf('agents');
  const [sought, setSought] = useState('');
  const { agents, teams, queues } = config.setup;
  const teamOf = (id: string) => teams.find((team) => team.id === id)?.name ?? id;
  const queueOf = (id: string) => queues.find((queue) => queue.id === id)?.name ?? id;
  const wanted = sought.trim().toLowerCase();
  const found = (a: Agent) =>
    [nameOf(a.id), teamOf(a.team), ...Object.keys(a.skills)].some((text) => text.toLowerCase().includes(wanted));
  const rows = agents.filter(found).sort((a, b) => nameOf(a.id).localeCompare(nameOf(b.id)));
  return (
    <div className="stack">
      <div className="toolbar">
        <div className="field">
          <label htmlFor="sought">{t('setup.agents.find')}</label>
          <input
            id="sought"
            type="search"
            className="input"
            value={sought}
            onChange={(event) => setSought(event.target.value)}
          />
        </div>
      </div>
      <Card id="agents" title={t('setup.agents')} flush>
        {rows.length === 0 ? (
          <Empty icon="search" title={t('setup.agents.none')}>
            {t('setup.agents.none.hint')}
          </Empty>
        ) : (
          <DataTable
            label={t('setup.agents')}
            rows={rows}
            keyOf={(a) => a.id}
            columns={[
              { title: t('admin.name'), cell: (a) => <Link to={`/setup/agents/${a.id}`}>{nameOf(a.id)}</Link> },
              { title: t('admin.team'), cell: (a) => teamOf(a.team) },
              {
                title: t('admin.skills'),
                wrap: true,
                cell: (a) => (
                  <span className="row tight">
                    {Object.entries(a.skills).map(([skill, level]) => (
                      <Badge key={skill}>
                        {skill} <strong>{level}</strong>
                      </Badge>
                    ))}
                    {Object.keys(a.skills).length === 0 && '–'}
                  </span>
                ),
              },
              { title: t('admin.languages'), cell: (a) => a.languages.join(', ') || '–' },
              {
                title: t('setup.f.capacity'),
                cell: (a) =>
                  a.capacity
                    ? Object.entries(a.capacity)
                        .map(([medium, n]) => `${t(`setup.w.${medium}` as 'setup.w.voice')} ${n}`)
                        .join(', ')
                    : t('setup.usual'),
              },
              {
                title: t('setup.f.queueOrder'),
                cell: (a) => (a.queueOrder?.length ? a.queueOrder.map(queueOf).join(', ') : '–'),
              },
            ]}
          />
        )}
      </Card>
    </div>
  );
}
