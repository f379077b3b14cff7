import { Link } from '../app/route.js';
import { boundsOf, clock, dayAndTime } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { wordText } from '../i18n/words.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, Empty, Figure, TableFrame } from '../ui/Pieces.js';
import { useLoad } from '../ui/useLoad.js';
import { DayField } from './filters.js';
import { readCompleteness } from './recordings.api.js';

/** Is every talk recorded, as long as it was, with both sides? What should be there comes from Asterisk's own log. */
export function CompletenessList({ day, onDay }: { day: string; onDay: (day: string) => void }) {
  const t = useText();
  const language = useLanguage();
  const loaded = useLoad(day, (signal) => readCompleteness(boundsOf(day), signal));
  const found = loaded.value;
  return (
    <div className="stack">
      <div className="toolbar">
        <DayField day={day} onDay={onDay} />
        <p className="muted small grow">{t('completeness.lead')}</p>
      </div>
      <LoadNotice loaded={loaded} />
      {found && (
        <>
          <dl className="figures-row">
            <Figure label={t('completeness.expected')} value={found.expected} />
            <Figure label={t('completeness.whole')} value={found.whole} />
            <Figure
              label={t('completeness.flawed')}
              value={found.expected - found.whole - found.findings.pending}
              tone={found.expected - found.whole - found.findings.pending > 0 ? 'bad' : undefined}
            />
            <Figure label={t('finding.pending')} value={found.findings.pending} />
          </dl>
          <Card id="completeness" title={t('completeness.lines')} flush>
            {found.lines.length === 0 ? (
              <Empty icon="check" title={t('completeness.all-whole')} />
            ) : (
              <TableFrame label={t('completeness.lines')}>
                <table className="table">
                  <thead>
                    <tr>
                      <th scope="col">{t('calls.at')}</th>
                      <th scope="col">{t('completeness.finding')}</th>
                      <th scope="col" className="number">
                        {t('completeness.talk')}
                      </th>
                      <th scope="col" className="number">
                        {t('completeness.kept')}
                      </th>
                      <th scope="col">{t('completeness.why')}</th>
                      <th scope="col">
                        <span className="visually-hidden">{t('life.title')}</span>
                      </th>
                    </tr>
                  </thead>
                  <tbody>
                    {found.lines.map((line) => (
                      <tr key={line.reservationId}>
                        <th scope="row">{dayAndTime(line.from, language)}</th>
                        <td>
                          <Badge tone={line.finding === 'pending' ? 'plain' : 'bad'}>
                            {t(`finding.${line.finding}`)}
                          </Badge>
                        </td>
                        <td className="number">{clock(line.expectedMs)}</td>
                        <td className="number">{clock(line.keptMs)}</td>
                        <td>{line.why ? wordText(line.why) : '–'}</td>
                        <td>
                          <Link to={`/interactions/${line.interactionId}`}>{t('life.open')}</Link>
                        </td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              </TableFrame>
            )}
          </Card>
        </>
      )}
    </div>
  );
}
