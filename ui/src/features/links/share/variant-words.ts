// What is added to an address, in words.
import type { AddressParts } from '../../../lib/ipc/generated';

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
  if (tag === 'auto') return 'The customer’s own language';
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
  return [
    parts.email && (parts.isEmailLocked ? `Only for ${parts.email}` : `For ${parts.email}`),
    parts.promoCode && `Promotion code ${parts.promoCode}`,
    parts.locale && `In ${localeName(parts.locale)}`,
    parts.reference && `Reference ${parts.reference}`,
    utm.length > 0 && `Campaign ${utm.join(' / ')}`,
  ].filter((line): line is string => line !== false && line !== '');
}
