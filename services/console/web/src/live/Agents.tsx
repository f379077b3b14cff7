import { useState } from 'react';
import type { AgentStatus } from '#common/contracts/words.js';
import { useNameOf } from '../app/site-names.js';
import { explain } from '../auth/api.error.js';
import { api } from '../auth/api.js';
import { has, useSession } from '../auth/session.js';
import { clock } from '../i18n/format.js';
import { useText } from '../i18n/i18n.js';
import { Badge, Card, Empty, Notice, TableFrame, type Tone } from '../ui/Pieces.js';
import { type AgentGroup, byGroup, groupOf, type LiveAgent } from './state.js';

const tones: Record<AgentGroup, Tone> = {
  talking: 'accent',
  reserved: 'warn',
  wrapping: 'warn',
  free: 'good',
  paused: 'plain',
  offline: 'plain',
};
const CHOICES = ['available', 'break', 'training', 'meeting', 'offline'] as const satisfies AgentStatus[];

/** Everybody by what they do, with the time in that state; a lead may set a status. */
export function Agents({ agents, now }: { agents: LiveAgent[]; now: number }) {
  const t = useText();
  const nameOf = useNameOf('agents');
  const queueOf = useNameOf('queues');
  const mayset = has(useSession()!.user.roles, 'team-lead');
  const [trouble, setTrouble] = useState<string>();
  const set = (agent: LiveAgent, status: AgentStatus) =>
    api(`/api/v1/agents/${agent.id}/status`, { method: 'POST', body: { status } })
      .then(() => setTrouble(undefined))
      .catch((error) => setTrouble(explain(error)));
  return (
    <Card id="live-agents" title={t('live.agents')} flush>
      {trouble && (
        <Notice tone="bad" live="now">
          {trouble}
        </Notice>
      )}
      {agents.length === 0 ? (
        <Empty icon="users" title={t('live.nobody')} />
      ) : (
        <TableFrame label={t('live.agents')}>
          <table className="table">
            <thead>
              <tr>
                <th scope="col">{t('live.agent')}</th>
                <th scope="col">{t('live.state')}</th>
                <th scope="col" className="number">
                  {t('live.in-state')}
                </th>
                <th scope="col">{t('desk.queue')}</th>
                <th scope="col">{t('live.status')}</th>
                {mayset && <th scope="col">{t('live.set-status')}</th>}
              </tr>
            </thead>
            <tbody>
              {[...agents].sort(byGroup).map((agent) => {
                const group = groupOf(agent);
                return (
                  <tr key={agent.id}>
                    <th scope="row">{nameOf(agent.id)}</th>
                    <td>
                      <Badge dot tone={tones[group]}>
                        {agent.reservation?.talk === 'held' ? t('talk.state.held') : t(`group.${group}`)}
                      </Badge>
                    </td>
                    <td className="number">{group === 'offline' ? '–' : clock(now - agent.since)}</td>
                    <td>{agent.reservation?.queueId ? queueOf(agent.reservation.queueId) : '–'}</td>
                    <td>
                      {t(`status.${agent.status}`)}
                      {agent.statusAfterTalk && (
                        <span className="muted small"> → {t(`status.${agent.statusAfterTalk}`)}</span>
                      )}
                    </td>
                    {mayset && (
                      <td>
                        <select
                          className="input inline-select"
                          aria-label={t('live.set-status-of', { name: nameOf(agent.id) })}
                          value=""
                          onChange={(event) => void set(agent, event.target.value as AgentStatus)}
                        >
                          <option value="">{t('live.choose')}</option>
                          {CHOICES.map((status) => (
                            <option key={status} value={status}>
                              {t(`status.${status}`)}
                            </option>
                          ))}
                        </select>
                      </td>
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </TableFrame>
      )}
    </Card>
  );
}
