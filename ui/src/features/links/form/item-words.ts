// What an item is, in a few words.
import type { Session } from '../../../lib/state/session.svelte';
import { t } from '../../../lib/text/text';
import type { LinkForm, Pick } from './form.svelte';
import type { CataloguePrice } from '../../../lib/ipc/generated';
import type { WrittenCount, WrittenItem } from './written';

/** How an item is priced. */
export type Pricing = 'fixed' | 'chosen' | 'repeated';

export const INTERVALS = [
  ['day', t('links-form-items-day')],
  ['week', t('links-form-items-week')],
  ['month', t('links-form-items-month')],
  ['year', t('links-form-items-year')],
] as const;

/** How an item is priced; a price of the catalogue says it itself. */
export function pricingOf(item: WrittenItem): Pricing {
  if (item.custom_unit_amount.enabled) return 'chosen';
  return item.price_data.recurring.interval === '' ? 'fixed' : 'repeated';
}

/** "every month", "every 3 months" */
export function everyWords(interval: string, count: number | null): string {
  return t('links-form-items-every', { interval, count: count ?? 1 });
}

/** "€48.00 every month", "Customer chooses" */
export function priceWords(session: Session, price: Omit<CataloguePrice, 'id'>): string {
  if (price.customerChooses) return t('links-form-items-chosen');
  const amount =
    price.unitAmount === null
      ? price.currency.toUpperCase()
      : session.money(price.unitAmount, price.currency);
  if (!price.interval) return amount;
  const every = everyWords(price.interval, price.intervalCount);
  return t('links-form-items-price-every', { amount, every });
}

/** What an item is called: as it is written, or in the catalogue. */
export function itemName(form: LinkForm, item: WrittenItem): string {
  const pick = pickOf(form, item);
  return pick ? pick.name : item.price_data.product_data.name.trim();
}

/** What is known of the catalogue's price or product that an item has. */
export function pickOf(form: LinkForm, item: WrittenItem): Pick | undefined {
  return form.picks.get(item.price || item.price_data.product);
}

/** "Customer can take 1 to 10"; empty where the customer cannot change it. */
export function countWords({ enabled, minimum, maximum }: WrittenCount): string {
  if (!enabled) return '';
  return t('links-form-items-range', { least: minimum || '0', most: maximum || '99' });
}

/** A moment for a sentence that names the day: today with the time, yesterday, or a date. */
export function dayWithin(
  { dates, clock }: Session,
  at: number,
): { day: 'today' | 'yesterday' | 'other'; when: string } {
  const day = dates.nearDay(at, clock.now) ?? 'other';
  const when = day === 'today' ? dates.time(at) : dates.date(at, clock.now);
  return { day, when };
}
