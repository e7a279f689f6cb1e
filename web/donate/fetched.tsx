/** web/donate/fetched.tsx — what the study has had of the rows so far, by data type. */
import { formatTime, t } from '../i18n/messages.ts';
import type { DonationView } from '../lib/contract.ts';

type Props = { readonly donation: Pick<DonationView, 'accesses' | 'data_types'> };

/** One sentence, for where it matters most: before and after withdrawing. */
export function Copies({ donation }: Props) {
  const [latest] = donation.accesses;
  return <p>{latest ? t.fetched.some(formatTime(latest.last_at)) : t.fetched.none}</p>;
}

export function Fetched({ donation }: Props) {
  const { accesses, data_types: types } = donation;
  const labelOf = (name: string) => types.find(({ data_type: type }) => type === name)?.label ?? name;
  return (
    <section>
      <h2>{t.fetched.title}</h2>
      {accesses.length ? (
        <ul class="fetched">
          {accesses.map(({ data_type: type, form, last_at: at }) => (
            <li key={`${type} ${form}`}>
              {t.fetched.entry(labelOf(type), t.fetched.forms[form])} <time dateTime={at}>{formatTime(at)}</time>
            </li>
          ))}
        </ul>
      ) : (
        <p>{t.fetched.none}</p>
      )}
    </section>
  );
}
