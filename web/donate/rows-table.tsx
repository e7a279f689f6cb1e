/** web/donate/rows-table.tsx — rows as a table; on a narrow screen the same rows read as cards. */
import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import type { Row } from '../lib/contract.ts';
import {
  type Column,
  cellValue,
  columnTitle,
  filledFields,
  isWebAddress,
  readableColumns,
  timeText,
  valueText,
} from './columns.ts';

function Value({ value }: { readonly value: unknown }) {
  if (!isWebAddress(value)) return <>{valueText(value)}</>;
  return (
    <a href={value} rel="noreferrer noopener" target="_blank">
      {value.replace(/^https?:\/\/(www\.)?/i, '')}
    </a>
  );
}

function AllFields({ row, id, columns }: { readonly row: Row; readonly id: string; readonly columns: number }) {
  return (
    <tr id={id} class="fields">
      <td colSpan={columns}>
        <dl>
          {filledFields(row).map(([name, value]) => (
            <div key={name}>
              <dt>{name}</dt>
              <dd>
                <Value value={value} />
              </dd>
            </div>
          ))}
        </dl>
      </td>
    </tr>
  );
}

const TIME: Column = ['time'];

function Cell({ row, column }: { readonly row: Row; readonly column: Column }) {
  const value = cellValue(row, column);
  return (
    <td data-label={columnTitle(column)} class={isWebAddress(value) ? 'address' : undefined}>
      <Value value={value} />
    </td>
  );
}

type RowProps = { readonly row: Row; readonly columns: readonly Column[]; readonly id: string };

function TableRow({ row, columns, id }: RowProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr>
        <td class="time" data-label={columnTitle(TIME)}>
          {timeText(row.time)}
        </td>
        {columns.map((column) => (
          <Cell key={column[0]} row={row} column={column} />
        ))}
        <td class="more">
          <button type="button" class="is-quiet" aria-expanded={open} aria-controls={id} onClick={() => setOpen(!open)}>
            {t.data.allFields}
          </button>
        </td>
      </tr>
      {open && <AllFields row={row} id={id} columns={columns.length + 2} />}
    </>
  );
}

type Props = { readonly label: string; readonly rows: readonly Row[]; readonly offset: number };

export function RowsTable({ label, rows, offset }: Props) {
  const columns = readableColumns(rows);
  return (
    <table class="rows">
      <caption class="visually-hidden">{t.data.caption(label)}</caption>
      <thead>
        <tr>
          {[TIME, ...columns].map((column) => (
            <th key={column[0]} scope="col">
              {columnTitle(column)}
            </th>
          ))}
          <th scope="col">
            <span class="visually-hidden">{t.data.allFields}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row, index) => (
          <TableRow key={offset + index} row={row} columns={columns} id={`fields-${offset + index}`} />
        ))}
      </tbody>
    </table>
  );
}
