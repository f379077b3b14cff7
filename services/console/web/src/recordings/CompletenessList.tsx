import { Link } from '../app/route.js';
import { boundsOf, clock, dayAndTime } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { wordText } from '../i18n/words.js';
import { DataTable } from '../ui/DataTable.js';
import { LoadNotice } from '../ui/LoadNotice.js';
import { Badge, Card, Empty, Figure } from '../ui/Pieces.js';
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
              <DataTable
                label={t('completeness.lines')}
                rows={found.lines}
                keyOf={(line) => line.reservationId}
                columns={[
                  { title: t('calls.at'), cell: (line) => dayAndTime(line.from, language) },
                  {
                    title: t('completeness.finding'),
                    cell: ({ finding }) => (
                      <Badge tone={finding === 'pending' ? 'plain' : 'bad'}>{t(`finding.${finding}`)}</Badge>
                    ),
                  },
                  { title: t('completeness.talk'), number: true, cell: (line) => clock(line.expectedMs) },
                  { title: t('completeness.kept'), number: true, cell: (line) => clock(line.keptMs) },
                  { title: t('completeness.why'), cell: ({ why }) => (why ? wordText(why) : '–') },
                  {
                    title: t('life.title'),
                    quiet: true,
                    cell: (line) => <Link to={`/interactions/${line.interactionId}`}>{t('life.open')}</Link>,
                  },
                ]}
              />
            )}
          </Card>
        </>
      )}
    </div>
  );
}
