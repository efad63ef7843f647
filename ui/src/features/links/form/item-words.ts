// What an item is, in a few words.
import type { Session } from '../../../lib/state/session.svelte';
import type { LinkForm, Pick } from './form.svelte';
import type { CataloguePrice } from '../../../lib/ipc/generated';
import type { WrittenCount, WrittenItem } from './written';

/** How an item is priced. */
export type Pricing = 'fixed' | 'chosen' | 'repeated';

export const INTERVALS = [
  ['day', 'day'],
  ['week', 'week'],
  ['month', 'month'],
  ['year', 'year'],
] as const;

/** How an item is priced; a price of the catalogue says it itself. */
export function pricingOf(item: WrittenItem): Pricing {
  if (item.custom_unit_amount.enabled) return 'chosen';
  return item.price_data.recurring.interval === '' ? 'fixed' : 'repeated';
}

/** "every month", "every 3 months" */
export function everyWords(interval: string, count: number | null): string {
  const many = count ?? 1;
  return many === 1 ? `every ${interval}` : `every ${many} ${interval}s`;
}

/** "€48.00 every month", "Customer chooses" */
export function priceWords(session: Session, price: Omit<CataloguePrice, 'id'>): string {
  if (price.customerChooses) return 'Customer chooses';
  const amount =
    price.unitAmount === null
      ? price.currency.toUpperCase()
      : session.money(price.unitAmount, price.currency);
  return price.interval ? `${amount} ${everyWords(price.interval, price.intervalCount)}` : amount;
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

/** "Quantity from 1 to 10"; empty where the customer cannot change it. */
export function countWords({ enabled, minimum, maximum }: WrittenCount): string {
  if (!enabled) return '';
  return `Customer can take ${minimum || '0'} to ${maximum || '99'}`;
}

/** "today 12:31": a moment that stands within a sentence. */
export function momentWithin({ dates, clock }: Session, at: number): string {
  const text = dates.moment(at, clock.now);
  return text.replace(/^(Today|Yesterday)/, (word) => word.toLowerCase());
}
