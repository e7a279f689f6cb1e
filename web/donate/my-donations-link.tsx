/** web/donate/my-donations-link.tsx — the way to the page of all donations. */
import { t } from '../i18n/messages.ts';
import { addressHere } from '../i18n/page-language.ts';

export const MyDonationsLink = () => <a href={addressHere('/me/')}>{t.me.link.showAll}</a>;
