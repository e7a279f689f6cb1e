/** web/donate/rows-table.tsx — rows as a table; on a narrow screen the same rows read as cards. */
import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import type { Row, RowsPage } from '../lib/contract.ts';
import { isWebAddress } from '../lib/web-address.ts';
import { type Column, cellValue, columnTitle, filledFields, readableColumns, timeText, valueText } from './columns.ts';
import type { RowSelection } from './use-selection.ts';

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

type RowProps = {
  readonly row: Row;
  readonly columns: readonly Column[];
  readonly id: string;
  /** Present where the row can be ticked. */
  readonly tick?: { readonly isTicked: boolean; readonly toggle: () => void };
};

/** What a row is called: its time, and what people recognise it by. */
const rowName = (row: Row, [first]: readonly Column[]): string =>
  [timeText(row.time), first ? valueText(cellValue(row, first)) : ''].filter(Boolean).join(', ');

function Tick({ row, columns, tick }: Required<Pick<RowProps, 'row' | 'columns' | 'tick'>>) {
  return (
    <td class="tick">
      <input
        type="checkbox"
        checked={tick.isTicked}
        onChange={tick.toggle}
        aria-label={t.review.selectRow(rowName(row, columns))}
      />
    </td>
  );
}

function TableRow({ row, columns, id, tick }: RowProps) {
  const [open, setOpen] = useState(false);
  return (
    <>
      <tr class={tick?.isTicked ? 'is-ticked' : undefined}>
        {tick && <Tick row={row} columns={columns} tick={tick} />}
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
      {open && <AllFields row={row} id={id} columns={columns.length + (tick ? 3 : 2)} />}
    </>
  );
}

function Head({ columns, canTick }: { readonly columns: readonly Column[]; readonly canTick: boolean }) {
  return (
    <thead>
      <tr>
        {canTick && (
          <th scope="col">
            <span class="visually-hidden">{t.review.select}</span>
          </th>
        )}
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
  );
}

type Props = {
  readonly label: string;
  readonly page: RowsPage;
  /** Null where rows cannot be ticked. */
  readonly selection: RowSelection | null;
};

export function RowsTable({ label, page, selection }: Props) {
  const { data: rows, offset, row_numbers: numbers } = page;
  const columns = readableColumns(rows);
  const tickOf = (number: number) =>
    selection && { isTicked: selection.has(number), toggle: () => selection.toggle(number) };
  return (
    <table class="rows">
      <caption class="visually-hidden">{t.data.caption(label)}</caption>
      <Head columns={columns} canTick={selection !== null} />
      <tbody>
        {rows.map((row, index) => {
          // A row that can be removed keeps its number, wherever it stands then.
          const number = numbers?.[index] ?? offset + index;
          return (
            <TableRow
              key={number}
              row={row}
              columns={columns}
              id={`fields-${number}`}
              tick={tickOf(number) ?? undefined}
            />
          );
        })}
      </tbody>
    </table>
  );
}
