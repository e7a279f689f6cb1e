/** web/donate/authorize.tsx — what the provider's own page will ask, and the way there. */
import { useState } from 'preact/hooks';
import { formatTime, t } from '../i18n/messages.ts';
import { goOnWithoutTheRest, startAuthorization } from '../lib/api.ts';
import { type DataTypeView, type DonationView, isRepeatable } from '../lib/contract.ts';
import { useAction } from '../lib/use-action.ts';
import { ActionError } from './action-error.tsx';
import { useLinkState } from './link-state.ts';
import { PersonalLink } from './personal-link.tsx';

type Props = { readonly donation: DonationView; readonly refresh: () => Promise<void> };

/** Whether authorizing again asks for this data type. */
const isAskedAgain = ({ state }: DataTypeView): boolean => state === 'requested' || isRepeatable(state);

/** When the time to start ended; null while it has not, or where it was started in time. */
function linkEnd({ link_expires_at: end, sign_ins: signIns }: DonationView): string | null {
  return end && Date.parse(end) <= Date.now() && !signIns?.done ? end : null;
}

/** Of several sign-ins: the way on without those to come. */
function WithoutTheRest({ donation, refresh }: Props) {
  const { busy, error, run } = useAction(async () => {
    try {
      await goOnWithoutTheRest(donation.id);
    } finally {
      await refresh();
    }
  });
  return (
    <div class="without-the-rest">
      <p>{t.authorize.restText}</p>
      <button type="button" disabled={busy} onClick={() => run()}>
        {busy ? t.busy : t.authorize.withoutTheRest}
      </button>
      <ActionError error={error} />
    </div>
  );
}

/** What to expect, and the button. */
function Continue({ donation, refresh }: Props) {
  const provider = donation.provider.title;
  const { busy, error, run } = useAction(
    async () => {
      try {
        const { authorize_url: address } = await startAuthorization(donation.id);
        window.location.assign(address);
      } catch (failure) {
        await refresh();
        throw failure;
      }
    },
    { stays: true },
  );
  const ended = linkEnd(donation);
  if (ended) return <p class="notice">{t.authorize.linkExpired(formatTime(ended))}</p>;
  const { sign_ins: signIns } = donation;
  const button = signIns ? t.authorize.oneOf(provider, signIns.done + 1, signIns.of) : t.authorize.button(provider);
  return (
    <>
      {signIns && <p class="notice">{t.authorize.signIns(provider, signIns.done, signIns.of)}</p>}
      <ol class="steps">
        {t.authorize.expect(provider).map((item) => (
          <li key={item}>{item}</li>
        ))}
      </ol>
      <button type="button" class="is-primary" disabled={busy} onClick={() => run()}>
        {busy ? t.authorize.leaving(provider) : button}
      </button>
      <ActionError error={error} />
      {signIns?.granted_any && <WithoutTheRest donation={donation} refresh={refresh} />}
    </>
  );
}

/** The first time. A link that was made by agreeing comes first; what is learnt later shall not move the button. */
export function Authorize(props: Props) {
  const { link } = useLinkState();
  const [isFirst] = useState(link !== null);
  return (
    <section>
      <h2 tabIndex={-1}>{t.authorize.title(props.donation.provider.title)}</h2>
      {isFirst && <PersonalLink />}
      <Continue {...props} />
      {!isFirst && <PersonalLink />}
    </section>
  );
}

/** Again, for what is missing. */
export function AuthorizeAgain(props: Props) {
  const { donation } = props;
  if (!donation.can_authorize) return null;
  return (
    <section>
      <h2>{t.authorize.again(donation.provider.title)}</h2>
      <p>{t.authorize.againFor}</p>
      <ul>
        {donation.data_types.filter(isAskedAgain).map(({ data_type: name, label }) => (
          <li key={name}>{label}</li>
        ))}
      </ul>
      <p>{t.authorize.againKept}</p>
      <Continue {...props} />
    </section>
  );
}
