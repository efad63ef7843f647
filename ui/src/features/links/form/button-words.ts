import { t } from '../../../lib/text/text';

/** The word on the pay page's button, where it is chosen to be another than that it pays. */
export const BUTTONS: Readonly<Record<string, string>> = {
  book: t('links-form-texts-book'),
  donate: t('links-form-texts-donate'),
  subscribe: t('links-form-texts-subscribe'),
};
