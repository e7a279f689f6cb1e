/** web/donate/rows-filter.tsx — which kind of data, and which days. */
import type { TargetedSubmitEvent } from 'preact';
import { useState } from 'preact/hooks';
import { t } from '../i18n/messages.ts';
import type { RowsQuery } from '../lib/api.ts';
import type { DataTypeView, DonationView } from '../lib/contract.ts';

type Props = {
  readonly types: readonly DataTypeView[];
  readonly period: DonationView['period'];
  readonly onChange: (query: Omit<RowsQuery, 'offset'>) => void;
};

const textOf = (form: FormData, name: string): string => {
  const value = form.get(name);
  return typeof value === 'string' ? value : '';
};

export function RowsFilter({ types, period, onChange }: Props) {
  const [reversed, setReversed] = useState(false);
  const submit = (event: TargetedSubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const query = {
      ...{ dataType: textOf(form, 'type'), start: textOf(form, 'from'), end: textOf(form, 'to') },
      text: textOf(form, 'text').trim(),
    };
    const isReversed = query.start !== '' && query.end !== '' && query.end < query.start;
    setReversed(isReversed);
    if (!isReversed) onChange(query);
  };
  const bounds = { min: period.start ?? undefined, max: period.end ?? undefined };
  const fault = reversed ? { 'aria-invalid': true, 'aria-describedby': 'days-fault' } : {};
  return (
    <form class="filter" onSubmit={submit} noValidate>
      <p>
        <label for="type">{t.data.type}</label>
        <select id="type" name="type">
          {types.map(({ data_type: name, label }) => (
            <option key={name} value={name}>
              {label}
            </option>
          ))}
        </select>
      </p>
      <p>
        <label for="from">{t.data.from}</label>
        <input id="from" name="from" type="date" {...bounds} {...fault} />
      </p>
      <p>
        <label for="to">{t.data.to}</label>
        <input id="to" name="to" type="date" {...bounds} {...fault} />
      </p>
      <p>
        <label for="text">{t.data.text}</label>
        <input id="text" name="text" type="search" maxLength={200} autocomplete="off" />
      </p>
      <button type="submit">{t.data.show}</button>
      <div role="alert">
        {reversed && (
          <p class="notice is-error" id="days-fault">
            {t.data.reversed}
          </p>
        )}
      </div>
    </form>
  );
}
