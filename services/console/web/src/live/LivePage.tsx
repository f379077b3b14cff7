import { useEffect, useState } from 'react';
import { Page } from '../app/Page.js';
import { learnSiteNames } from '../app/site-names.js';
import { clock, percent, timeOfDay } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { Badge, Empty, Figure, Notice } from '../ui/Pieces.js';
import { useStore } from '../ui/store.js';
import { useNow } from '../ui/useNow.js';
import { Agents } from './Agents.js';
import { followLive, livePhase, liveState } from './follow.js';
import { LiveQueues, Waiting } from './Lines.js';
import { Places } from './Places.js';
import { groupOf, waitingOf } from './state.js';
import { useToday } from './today.js';
import './live.css';

/** The centre as it is now. Times run by this machine's clock, corrected by the site's at each message. */
export default function LivePage() {
  const t = useText();
  const language = useLanguage();
  const state = useStore(liveState);
  const phase = useStore(livePhase);
  const today = useToday();
  const [ahead, setAhead] = useState(0);
  const now = useNow() + ahead;
  useEffect(() => {
    void learnSiteNames();
    return followLive();
  }, []);
  useEffect(() => {
    if (state) setAhead(state.at - Date.now());
  }, [state]);

  const waiting = state ? waitingOf(state) : [];
  const groups = state?.agents.map(groupOf) ?? [];
  const count = (group: string) => groups.filter((one) => one === group).length;
  const longest = waiting[0] ? now - waiting[0].arrivedAt : undefined;
  return (
    <Page
      title={t('live.title')}
      aside={
        <Badge dot tone={phase === 'open' ? 'good' : 'warn'}>
          {phase === 'open' && state ? t('live.as-of', { time: timeOfDay(now, language, true) }) : t('live.connecting')}
        </Badge>
      }
    >
      <div className="stack">
        {phase === 'away' && (
          <Notice tone="warn" live="polite">
            {t('live.away')}
          </Notice>
        )}
        {phase === 'forbidden' && (
          <Empty icon="info" title={t('app.forbidden')}>
            {t('app.forbidden.hint')}
          </Empty>
        )}
        {state && (
          <>
            <dl className="figures-row">
              <Figure
                label={t('live.waiting')}
                value={waiting.length}
                tone={waiting.length > 0 && count('free') === 0 ? 'warn' : undefined}
              />
              <Figure
                label={t('live.longest')}
                value={longest === undefined ? '–' : clock(longest)}
                tone={longest !== undefined && longest > 60_000 ? 'bad' : undefined}
              />
              <Figure label={t('live.talking')} value={count('talking')} />
              <Figure label={t('live.free')} value={count('free')} />
              <Figure
                label={t('live.service-level')}
                value={percent(today?.all?.serviceLevel, language)}
                note={
                  today &&
                  t('live.answered-of', { answered: today.all?.answered ?? 0, offered: today.all?.offered ?? 0 })
                }
              />
            </dl>
            <div className="live">
              <LiveQueues state={state} now={now} today={today} />
              <Waiting waiting={waiting} now={now} />
            </div>
            <Places state={state} now={now} />
            <Agents agents={state.agents} now={now} />
          </>
        )}
      </div>
    </Page>
  );
}
