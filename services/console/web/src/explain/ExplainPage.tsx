import { useEffect } from 'react';
import { Page } from '../app/Page.js';
import { Link } from '../app/route.js';
import { learnSiteNames, useNameOf } from '../app/site-names.js';
import { has, useSession } from '../auth/session.js';
import { clock, longDay, timeOfDay } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { wordText } from '../i18n/words.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, Empty, Figure } from '../ui/Pieces.js';
import { useLoad } from '../ui/useLoad.js';
import { type Moment, readExplanation } from './explain.api.js';
import { Others } from './Others.js';
import { howOf, saying } from './sayings.js';
import '../life/life.css';
import './explain.css';

/** Why a contact went the way it did: who could have been asked at each moment, who was, and what kept the others out. */
export default function ExplainPage({ rest: [id = ''] }: { rest: string[] }) {
  const t = useText();
  const language = useLanguage();
  const queueOf = useNameOf('queues');
  const roles = useSession()!.user.roles;
  const loaded = useLoad(id, (signal) => readExplanation(id, signal));
  useEffect(() => {
    void learnSiteNames();
  }, []);
  const told = loaded.value;
  const first = told?.moments[0];
  const offers = told?.moments.filter((m) => m.what === 'offered').length ?? 0;
  const answered = told?.moments.find((m) => m.what === 'reservation.accepted');
  const queueId = told?.moments.findLast((m) => typeof m.data['queueId'] === 'string')?.data['queueId'];
  return (
    <Page
      title={t('explain.title')}
      aside={
        has(roles, 'team-lead', 'head', 'quality') && (
          <Link to={`/interactions/${id}`} className="button small">
            {t('life.title')}
          </Link>
        )
      }
    >
      <div className="stack">
        <LoadNotice loaded={loaded} />
        {told && first && (
          <>
            <dl className="figures-row">
              <Figure
                label={t('life.began')}
                value={timeOfDay(first.at, language, true)}
                note={longDay(first.at, language)}
              />
              <Figure label={t('desk.queue')} value={queueOf(queueId as string | undefined)} />
              <Figure label={t('explain.offers')} value={offers} />
              <Figure
                label={t('explain.until-answer')}
                value={answered ? clock(answered.at - first.at) : '–'}
                note={answered ? undefined : told.over ? t('explain.never-answered') : t('calls.running')}
              />
            </dl>
            <Card id="explain-moments" title={t('explain.moments')}>
              {told.moments.some((m) => m.out) ? null : (
                <Empty icon="info" title={t('explain.no-reasons')}>
                  {t('explain.no-reasons.hint')}
                </Empty>
              )}
              <ol className="life-events explain-moments">
                {told.moments.map((moment) => (
                  <OneMoment
                    key={moment.id}
                    moment={moment}
                    since={moment.at - first.at}
                    other={moment.interactionId !== told.interactionId}
                  />
                ))}
              </ol>
            </Card>
          </>
        )}
      </div>
    </Page>
  );
}

function OneMoment({ moment, since, other }: { moment: Moment; since: number; other: boolean }) {
  const t = useText();
  const language = useLanguage();
  const agentOf = useNameOf('agents');
  const queueOf = useNameOf('queues');
  const { data } = moment;
  const how = howOf(moment, t, (at) => timeOfDay(at, language, true));
  return (
    <li
      data-owner={
        moment.what === 'offered' ? 'reservation' : moment.what === 'waits' ? 'queue' : moment.what.split('.')[0]
      }
    >
      <time className="figures small" dateTime={new Date(moment.at).toISOString()}>
        {timeOfDay(moment.at, language, true)}
        <span className="muted"> +{clock(since)}</span>
      </time>
      <div>
        <strong>{saying(moment, t, agentOf, queueOf)}</strong>
        {other && (
          <>
            {' '}
            <Badge>{t('life.other-call')}</Badge>
          </>
        )}
        {typeof data['reason'] === 'string' && <span className="muted small"> {wordText(data['reason'])}</span>}
        {how.length > 0 && <p className="small how">{how.join(' · ')}</p>}
        {moment.out && <Others moment={moment} />}
      </div>
    </li>
  );
}
