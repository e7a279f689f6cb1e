/** web/donate/my-donations-link.tsx — the way to the page of all donations. */
import { t } from '../i18n/messages.ts';
import { addressHere } from '../i18n/page-language.ts';

type Props = {
  /** Whether it stands by itself, not within a text. */
  readonly alone?: boolean;
};

export const MyDonationsLink = ({ alone = false }: Props) => (
  <a class={alone ? 'is-alone' : undefined} href={addressHere('/me/')}>
    {t.me.link.showAll}
  </a>
);
