import { Link } from '../app/route.js';
import { useNameOf } from '../app/site-names.js';
import { timeOfDay } from '../i18n/format.js';
import { type Key, useLanguage, useText } from '../i18n/i18n.js';
import type { Change, KeptOut, Moment } from './explain.api.js';
import { thenText } from './sayings.js';

/** So many names are shown at once; more are opened by whoever wants to see them. */
const FEW = 8;

/** Everybody who was not asked, by what kept them out, and what became of them while the customer waited on. */
export function Others({ moment }: { moment: Moment }) {
  const t = useText();
  const language = useLanguage();
  const out = moment.out ?? [];
  const named = out.reduce((sum, group) => sum + group.agents.length, 0);
  if (out.length === 0) return <p className="small muted how">{t('explain.no-others')}</p>;
  return (
    <details className="others" open={named <= FEW}>
      <summary>
        {t('explain.others', { n: out.reduce((sum, group) => sum + group.agents.length + group.more, 0) })}
      </summary>
      <dl>
        {out.map((group) => (
          <Group key={group.why} group={group} version={Number(moment.data['version'])} />
        ))}
      </dl>
      {moment.changes && moment.changes.length > 0 && (
        <>
          <h3 className="small">{t('explain.meanwhile')}</h3>
          <ul className="small changes">
            {moment.changes.map((change) => (
              <li key={`${change.at} ${change.agentId} ${change.status ?? change.work}`}>
                <time className="figures" dateTime={new Date(change.at).toISOString()}>
                  {timeOfDay(change.at, language, true)}
                </time>{' '}
                <Changed change={change} />
              </li>
            ))}
          </ul>
        </>
      )}
    </details>
  );
}

function Group({ group, version }: { group: KeptOut; version: number }) {
  const t = useText();
  const language = useLanguage();
  const agentOf = useNameOf('agents');
  const time = (at: number) => timeOfDay(at, language, true);
  return (
    <div className="why" data-why={group.why}>
      <dt>
        {t(`out.${group.why}`)}{' '}
        <span className="muted small">{t('explain.count', { n: group.agents.length + group.more })}</span>
      </dt>
      {group.agents.map((agent) => (
        <dd key={agent.id}>
          {agentOf(agent.id)} <span className="muted small">{thenText(group.why, agent, t, time)}</span>
        </dd>
      ))}
      {group.more > 0 && group.why !== 'not-signed-in' && (
        <dd className="muted small">
          {group.agents.length > 0
            ? t('explain.more', { n: group.more })
            : t('explain.by-version', { n: group.more, version: String(version) })}
        </dd>
      )}
    </div>
  );
}

function Changed({ change }: { change: Change }) {
  const t = useText();
  const agentOf = useNameOf('agents');
  const key = change.status ? `status.${change.status}` : `works.${change.work}`;
  return (
    <>
      {agentOf(change.agentId)}: {t(key as Key)}
      {change.took && (
        <>
          {' '}
          <Link to={`/explain/${change.took}`}>{t('explain.took')}</Link>
        </>
      )}
    </>
  );
}
