import { Fragment, useState } from 'react';
import { Link } from '../app/route.js';
import { useNameOf } from '../app/site-names.js';
import { clock, percent, timeOfDay } from '../i18n/format.js';
import { useLanguage, useText } from '../i18n/i18n.js';
import { Icon } from '../ui/Icon.js';
import { TableFrame } from '../ui/Pieces.js';
import { COLUMNS, type Column, callsPath } from './figures.js';
import type { By, Split } from './report.api.js';

type Row = { key: string | null; at: number | null };
const figureOf = (row: Row, { field }: Column) => (row as unknown as Record<string, number | null>)[field] ?? null;

/** Figures by queue or agent; each can be opened into its intervals, each leads to its calls. */
export function ReportTable({
  by,
  split,
  from,
  to,
  stepMs,
}: {
  by: By;
  split: Split<Row>;
  from: number;
  to: number;
  stepMs: number;
}) {
  const t = useText();
  const nameOf = useNameOf(by === 'queue' ? 'queues' : 'agents');
  const language = useLanguage();
  const [open, setOpen] = useState<ReadonlySet<string>>(new Set());
  const columns = COLUMNS[by];
  const toggle = (key: string) =>
    setOpen((before) => {
      const next = new Set(before);
      if (!next.delete(key)) next.add(key);
      return next;
    });
  const cells = (row: Row) => {
    const range = row.at === null ? { from, to } : { from: row.at, to: row.at + stepMs };
    return columns.map((column) => (
      <td key={column.field} className="number">
        <Cell
          column={column}
          value={figureOf(row, column)}
          to={column.calls && callsPath({ by, figure: column.calls, key: row.key, ...range })}
        />
      </td>
    ));
  };
  return (
    <TableFrame label={t(by === 'queue' ? 'report.by-queue' : 'report.by-agent')}>
      <table className="table report-table">
        <thead>
          <tr>
            <th scope="col">{t(by === 'queue' ? 'desk.queue' : 'live.agent')}</th>
            {columns.map(({ field, title }) => (
              <th key={field} scope="col" className="number">
                {t(title)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {split.totals.map((row) => {
            const key = row.key!;
            const shown = open.has(key);
            return (
              <Fragment key={key}>
                <tr className="total">
                  <th scope="row">
                    <button type="button" className="disclose" aria-expanded={shown} onClick={() => toggle(key)}>
                      <Icon name={shown ? 'down' : 'right'} />
                      {nameOf(key)}
                    </button>
                  </th>
                  {cells(row)}
                </tr>
                {shown &&
                  split.intervals
                    .filter((part) => part.key === key)
                    .map((part) => (
                      <tr key={part.at} className="part">
                        <th scope="row">{timeOfDay(part.at!, language)}</th>
                        {cells(part)}
                      </tr>
                    ))}
              </Fragment>
            );
          })}
        </tbody>
        {split.total && (
          <tfoot>
            <tr>
              <th scope="row">{t('report.total')}</th>
              {cells(split.total)}
            </tr>
          </tfoot>
        )}
      </table>
    </TableFrame>
  );
}

function Cell({ column, value, to }: { column: Column; value: number | null; to: string | undefined }) {
  const language = useLanguage();
  if (value === null) return '–';
  const text =
    column.as === 'share'
      ? percent(value, language)
      : column.as === 'time'
        ? clock(value)
        : new Intl.NumberFormat(language).format(value);
  return to && !(column.as === 'count' && value === 0) ? <Link to={to}>{text}</Link> : text;
}
