import { en } from '../i18n/en/index.js';
import type { Key, Translate } from '../i18n/i18n.js';
import type { AgentThen, Exclusion, Moment } from './explain.api.js';

type NameOf = (id: string | null | undefined) => string;

/** What happened, as one sentence; a fact that this page has no sentence for is called as the course of the call calls it. */
export function saying({ what, data }: Moment, t: Translate, agentOf: NameOf, queueOf: NameOf): string {
  const agent = agentOf((data['chosen'] ?? data['agentId']) as string | null);
  const values = { agent, queue: queueOf(data['queueId'] as string | null) };
  const key = `moment.${keyOf(what, data)}`;
  if (key in en) return t(key as Key, values);
  return `event.${what}` in en ? t(`event.${what}` as Key) : what;
}

function keyOf(what: string, data: Record<string, unknown>): string {
  if (what === 'waits') return data['restUntil'] ? 'rests' : 'waits';
  if (what === 'reservation.rejected') return `${what}.${data['by']}`;
  if (what === 'reservation.created') return data['external'] ? `${what}.outside` : `${what}.${data['kind']}`;
  return what;
}

/** Why this agent of those who fitted, and under which rules. */
export function howOf({ what, data }: Moment, t: Translate, time: (at: number) => string): string[] {
  if (what !== 'offered' && what !== 'waits') return [];
  const said: string[] = [];
  const fits = Number(data['fits']);
  if (data['preferred']) said.push(t('how.preferred'));
  else if (what === 'offered' && fits === 1) said.push(t('how.only'));
  else if (what === 'offered' && data['strategy']) said.push(t(`how.${data['strategy']}` as Key, { n: fits }));
  else if (what === 'offered') said.push(t('how.of', { n: fits }));
  if (data['restUntil']) said.push(t('how.rest', { time: time(Number(data['restUntil'])) }));
  if (data['ring']) said.push(t('how.ring', { n: Number(data['ring']) }));
  said.push(data['first'] ? t('how.first') : t('how.position', { n: Number(data['position']) }));
  return said;
}

/** What she did at that moment, where that says more than the reason itself. */
export function thenText(why: Exclusion, agent: AgentThen, t: Translate, time: (at: number) => string): string {
  if (why === 'status' && agent.status && agent.statusSince)
    return t('then.since', { what: t(`status.${agent.status}` as Key), time: time(agent.statusSince) });
  if (agent.work && agent.work !== 'idle' && agent.workSince)
    return t('then.since', { what: t(`works.${agent.work}` as Key), time: time(agent.workSince) });
  if (why === 'not-first' && agent.workSince)
    return t('then.since', { what: t('works.idle'), time: time(agent.workSince) });
  return '';
}
