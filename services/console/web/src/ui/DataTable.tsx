import type { ReactNode } from 'react';
import { TableFrame } from './Pieces.js';

/** A column: its title and what stands in it. `number` is set right, `quiet` has a title that is only read out. */
export interface Column<Row> {
  title: string;
  cell: (row: Row, index: number) => ReactNode;
  number?: boolean;
  quiet?: boolean;
  /** May take several lines. */
  wrap?: boolean;
}

/** A plain table. The first column names its row. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}) {
  const look = ({ number, wrap }: Column<Row>) => (number ? 'number' : wrap ? 'wrap' : undefined);
  return (
    <TableFrame label={label}>
      <table className="table">
        <thead>
          <tr>
            {columns.map((column) => (
              <th key={column.title} scope="col" className={look(column)}>
                {column.quiet ? <span className="visually-hidden">{column.title}</span> : column.title}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row, index) => (
            <tr key={keyOf(row)}>
              {columns.map((column, place) =>
                place === 0 ? (
                  <th key={column.title} scope="row" className={look(column)}>
                    {column.cell(row, index)}
                  </th>
                ) : (
                  <td key={column.title} className={look(column)}>
                    {column.cell(row, index)}
                  </td>
                ),
              )}
            </tr>
          ))}
        </tbody>
      </table>
    </TableFrame>
  );
}
