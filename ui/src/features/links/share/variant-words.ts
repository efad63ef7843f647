// What is added to an address, in words.
import type { AddressParts } from '../../../lib/ipc/generated';
import { t } from '../../../lib/text/text';

/** Nothing added. */
export const NO_PARTS: AddressParts = {
  email: '',
  isEmailLocked: false,
  promoCode: '',
  locale: '',
  reference: '',
  utmSource: '',
  utmMedium: '',
  utmCampaign: '',
  utmTerm: '',
  utmContent: '',
};

/** A language by its own name, such as "Deutsch"; "auto" is the customer's own. */
export function localeName(tag: string): string {
  if (tag === 'auto') return t('links-share-own-language');
  try {
    return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
  } catch {
    return tag;
  }
}

/** A line for each kind of part that is there. */
export function partsWords(parts: AddressParts): string[] {
  const utm = [
    parts.utmSource,
    parts.utmMedium,
    parts.utmCampaign,
    parts.utmTerm,
    parts.utmContent,
  ].filter((value) => value !== '');
  const { email, isEmailLocked, promoCode: code, locale, reference } = parts;
  const forWhom = isEmailLocked ? 'links-share-part-email-locked' : 'links-share-part-email';
  return [
    email && t(forWhom, { email }),
    code && t('links-share-part-promo-code', { code }),
    locale && t('links-share-part-language', { language: localeName(locale) }),
    reference && t('links-share-part-reference', { reference }),
    utm.length > 0 && t('links-share-part-campaign', { words: utm.join(' / ') }),
  ].filter((line): line is string => line !== false && line !== '');
}
