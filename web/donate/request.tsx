/** web/donate/request.tsx — who asks, why, for what exactly, and how to leave. */
import { formatDay, t } from '../i18n/messages.ts';
import type { DonationView, ReviewView, StudyView } from '../lib/contract.ts';
import { isWebAddress } from '../lib/web-address.ts';

const isMailAddress = (text: string): boolean => /^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(text);

function Contact({ contact }: { readonly contact: string }) {
  if (isMailAddress(contact)) return <a href={`mailto:${contact}`}>{contact}</a>;
  if (!isWebAddress(contact)) return <>{contact}</>;
  return (
    <a href={contact} rel="noreferrer">
      {contact}
    </a>
  );
}

/** Whom to ask, and the study's own privacy notice. */
export function StudyContact({ study }: { readonly study: StudyView }) {
  const { contact, privacy_url: privacy } = study;
  return (
    <>
      {contact && (
        <p>
          {t.study.contact} <Contact contact={contact} />
        </p>
      )}
      {isWebAddress(privacy) && (
        <p>
          <a class="is-alone" href={privacy} rel="noreferrer">
            {t.study.privacy}
          </a>
        </p>
      )}
    </>
  );
}

function periodText({ start, end }: DonationView['period']): string {
  if (start && end) return t.request.between(formatDay(start), formatDay(end));
  if (start) return t.request.since(formatDay(start));
  return end ? t.request.until(formatDay(end)) : t.request.always;
}

/** Where the study lets the participant look through the rows before it gets them. */
function LooksFirst({ review }: { readonly review: ReviewView }) {
  return (
    <>
      <h3>{t.review.promiseTitle}</h3>
      <p>{t.review.promise(review.days)}</p>
    </>
  );
}

type Asked = Pick<DonationView, 'provider' | 'period' | 'data_types'>;

/** Which data, and from which time. */
function AskedData({ donation: { provider, period, data_types: types } }: { readonly donation: Asked }) {
  return (
    <>
      <p>{t.request.from(provider.title)}</p>
      <dl class="asked">
        {types.map(({ data_type: name, label, description }) => (
          <div key={name}>
            <dt>{label}</dt>
            <dd>{description}</dd>
          </div>
        ))}
      </dl>
      <h3>{t.request.period}</h3>
      <p>
        <strong>{periodText(period)}</strong>
        {(period.start || period.end) && (
          <>
            <br />
            {t.request.periodNote}
          </>
        )}
      </p>
    </>
  );
}

export function RequestFacts({ donation }: { readonly donation: DonationView }) {
  const { study, provider, retention_days: days, review } = donation;
  return (
    <>
      {study.purpose && (
        <section>
          <h2 tabIndex={-1}>{t.study.purpose}</h2>
          <p class="given-text">{study.purpose}</p>
          <StudyContact study={study} />
        </section>
      )}
      <section>
        <h2>{t.request.title}</h2>
        <AskedData donation={donation} />
        {review && <LooksFirst review={review} />}
        <h3>{t.request.kept}</h3>
        <p>{days === null ? t.request.keptUntilDeleted : t.request.keptFor(days)}</p>
        <h3>{t.request.never}</h3>
        <ul>
          {t.request.neverList(provider.title).map((item) => (
            <li key={item}>{item}</li>
          ))}
        </ul>
        <h3>{t.request.leave}</h3>
        <p>{t.request.leaveText}</p>
      </section>
    </>
  );
}
