import { useEffect, useState } from 'react';
import { Page } from '../app/Page.js';
import { Link } from '../app/route.js';
import { learnSiteNames } from '../app/site-names.js';
import { explain } from '../auth/api.error.js';
import { apiResponse, query } from '../auth/api.js';
import { clock, dayOf, percent, timeOfDay } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Card, Empty, Figure, Notice } from '../ui/Pieces.js';
import { Segments } from '../ui/Segments.js';
import { saveFile } from '../ui/save.js';
import { useLoad } from '../ui/useLoad.js';
import { Bars } from './Bars.js';
import { CallsPage } from './CallsPage.js';
import { callsPath, perInterval } from './figures.js';
import { ReportTable } from './ReportTable.js';
import { type By, type DayReport, readDay, type Step } from './report.api.js';
import './report.css';

export default function ReportPage({ rest }: { rest: string[] }) {
  return rest[0] === 'calls' ? <CallsPage /> : <Day />;
}

/** One day of the centre: what came, what was answered and how fast, by queue and by agent. */
function Day() {
  const t = useText();
  const language = useLanguage();
  const [date, setDate] = useState(() => dayOf(Date.now()));
  const [by, setBy] = useState<By>('queue');
  const [step, setStep] = useState<Step>(30);
  const [trouble, setTrouble] = useState<string>();
  const loaded = useLoad(`${date} ${step}`, (signal) => readDay({ date, step }, signal));
  const report = loaded.value;
  useEffect(() => {
    void learnSiteNames();
  }, []);

  const download = async () => {
    try {
      const answer = await apiResponse(
        `/api/v1/reports/intervals.csv${query({ from: report!.from, to: report!.to, by, step })}`,
      );
      saveFile(await answer.blob(), `spillway-${by}-${date}.csv`);
      setTrouble(undefined);
    } catch (error) {
      setTrouble(explain(error));
    }
  };
  const nothing = report && report.queues.totals.length === 0 && report.agents.totals.length === 0;
  return (
    <Page
      title={t('report.title')}
      aside={
        <div className="toolbar">
          <input
            type="date"
            className="input report-date"
            aria-label={t('report.day')}
            value={date}
            max={dayOf(Date.now())}
            onChange={(event) => event.target.value && setDate(event.target.value)}
          />
          <Segments
            label={t('report.by')}
            value={by}
            options={[
              { value: 'queue', label: t('report.by-queue') },
              { value: 'agent', label: t('report.by-agent') },
            ]}
            onChange={setBy}
          />
          <Segments
            label={t('report.step')}
            value={String(step) as '15' | '30'}
            options={[
              { value: '15', label: t('report.minutes', { n: 15 }) },
              { value: '30', label: t('report.minutes', { n: 30 }) },
            ]}
            onChange={(value) => setStep(Number(value) as Step)}
          />
          <button type="button" className="button" disabled={!report} onClick={() => void download()}>
            <Icon name="download" />
            {t('report.csv')}
          </button>
        </div>
      }
    >
      <div className="stack">
        <LoadNotice loaded={loaded} />
        {trouble && (
          <Notice tone="bad" live="now">
            {trouble}
          </Notice>
        )}
        {report && (
          <>
            <Summary report={report} />
            {nothing ? (
              <Card>
                <Empty icon="chart" title={t('report.nothing')}>
                  {t('report.nothing.hint')}
                </Empty>
              </Card>
            ) : (
              <>
                <Card id="report-day" title={t('report.day-chart')}>
                  <Bars slots={perInterval(report.queues.intervals, report)} />
                </Card>
                <Card id="report-table" title={t(by === 'queue' ? 'report.by-queue' : 'report.by-agent')} flush>
                  <ReportTable
                    by={by}
                    split={by === 'queue' ? report.queues : report.agents}
                    from={report.from}
                    to={report.to}
                    stepMs={report.stepMs}
                  />
                </Card>
              </>
            )}
            <Formulas report={report} />
            <p className="small muted">
              {t('report.as-of', { time: timeOfDay(report.asOf, language, true), zone: report.timeZone })}
            </p>
          </>
        )}
      </div>
    </Page>
  );
}

function Summary({ report }: { report: DayReport }) {
  const t = useText();
  const language = useLanguage();
  const all = report.queues.total;
  const to = (figure: string) => callsPath({ by: 'queue', figure, from: report.from, to: report.to });
  const count = (value: number | undefined, figure: string) =>
    value ? <Link to={to(figure)}>{new Intl.NumberFormat(language).format(value)}</Link> : '0';
  const time = (value: number | null | undefined) => (value === null || value === undefined ? '–' : clock(value));
  return (
    <dl className="figures-row">
      <Figure
        label={t('report.offered')}
        value={count(all?.offered, 'offered')}
        note={t('report.never-queued', { n: report.contacts.neverQueued })}
      />
      <Figure label={t('report.answered')} value={count(all?.answered, 'answered')} />
      <Figure
        label={t('report.abandoned')}
        value={count(all?.abandoned, 'abandoned')}
        note={percent(all?.abandonRate, language)}
      />
      <Figure
        label={t('report.service-level')}
        value={percent(all?.serviceLevel, language)}
        note={t('report.service-level.name')}
      />
      <Figure
        label={t('report.speed-of-answer')}
        value={time(all?.speedOfAnswerAvgMs)}
        note={t('report.p90', { time: time(all?.speedOfAnswerP90Ms) })}
      />
      <Figure label={t('report.handle-time')} value={time(all?.handleAvgMs)} />
    </dl>
  );
}

/** Which formulas were used: a figure without its formula is an opinion. */
function Formulas({ report }: { report: DayReport }) {
  const t = useText();
  const { serviceLevel, occupancy, abandonRate } = report.formulas;
  return (
    <details className="card formulas">
      <summary>{t('report.formulas')}</summary>
      <dl>
        {[
          [t('report.service-level'), serviceLevel, t('report.service-level.note')],
          [t('report.abandon-rate'), abandonRate, ''],
          [t('report.occupancy'), occupancy, ''],
        ].map(
          ([name, formula, note]) =>
            typeof formula === 'object' && (
              <div key={String(name)}>
                <dt>{String(name)}</dt>
                <dd>
                  <code>{formula.formula}</code>
                  {note && <p className="small muted">{String(note)}</p>}
                </dd>
              </div>
            ),
        )}
      </dl>
    </details>
  );
}
