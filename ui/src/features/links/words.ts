// What a link sells and how it stands, in a few words.
import type { LinkItem, LinkProduct, LinkRow, LinkState } from '../../lib/ipc/generated';
import type { Dates } from '../../lib/format/dates';
import { t } from '../../lib/text/text';
import type { Tone } from '../../lib/ui/Tag.svelte';

/** "Sourdough box", "Sourdough box and 2 more". */
export function linkName(link: Pick<LinkRow, 'name' | 'items'>): string {
  const first = link.name ?? link.items.find((item) => item.name)?.name;
  if (!first) return t('links-name-unknown');
  const more = link.items.length - 1;
  return more > 0 ? t('links-name-more', { name: first, count: more }) : first;
}

/** The states in their order. */
export const STATES: readonly LinkState[] = ['open', 'scheduled', 'sold_out', 'closed'];

/** "€24.00", "€24.00 / month", "Customer chooses". */
export function priceWords(
  link: Pick<LinkRow, 'amount' | 'currency' | 'items'>,
  money: (minor: number, currency: string) => string,
): string {
  const rhythm = link.items.map(rhythmWords).find((words) => words !== null) ?? null;
  if (link.amount === null || link.currency === null) return t('links-price-chosen');
  const price = money(link.amount, link.currency);
  return rhythm === null ? price : t('links-price-each', { price, rhythm });
}

/** "month", "3 months"; null for what is paid once. */
export function rhythmWords(item: Pick<LinkItem, 'interval' | 'intervalCount'>): string | null {
  if (item.interval === null) return null;
  return t('links-rhythm', { interval: item.interval, count: item.intervalCount ?? 1 });
}

/** How a link stands, as a tag says it. */
export function stateWords(
  link: Pick<LinkRow, 'state' | 'active' | 'opensAt' | 'closesAt'>,
  dates: Dates,
  nowMs: number,
): { label: string; tone: Tone } {
  const { state } = link;
  if (state === 'scheduled') return { label: planWords(link, dates, nowMs), tone: 'waiting' };
  return { label: t(`links-state-${state}`), tone: state === 'open' ? 'good' : 'quiet' };
}

function planWords(
  { opensAt, closesAt }: Pick<LinkRow, 'opensAt' | 'closesAt'>,
  dates: Dates,
  nowMs: number,
): string {
  const at = opensAt ?? closesAt ?? 0;
  const isOpening = opensAt !== null;
  if (at * 1000 < nowMs) return t(isOpening ? 'links-opening-overdue' : 'links-closing-overdue');
  const isSoon = at * 1000 - nowMs < 45 * 86_400_000;
  if (isSoon) {
    return t(isOpening ? 'links-opens-in' : 'links-closes-in', { time: dates.until(at, nowMs) });
  }
  return t(isOpening ? 'links-opens-on' : 'links-closes-on', { date: dates.date(at, nowMs) });
}

/** What there is to say of what a link sells; nothing where it is on sale. */
export function productWords(product: LinkProduct): string | null {
  return product === 'on_sale' ? null : t(`links-product-${product}`);
}

/** "20 of 20" where there is a limit, else how many were paid. */
export function paidWords(
  link: Pick<LinkRow, 'paid' | 'completed' | 'completedLimit'>,
  count: (count: number) => string,
): string {
  if (link.completedLimit === null) return count(link.paid);
  return t('links-paid-of', { completed: link.completed, limit: link.completedLimit });
}

/** Which part of the checkouts that are over was paid; null where none is over. */
export function finishedPart(link: Pick<LinkRow, 'finished' | 'ended'>): number | null {
  return link.ended === 0 ? null : link.finished / link.ended;
}

/** "71%", "–". */
export function finishedWords(link: Pick<LinkRow, 'finished' | 'ended'>, locale: string): string {
  const part = finishedPart(link);
  return part === null ? '–' : part.toLocaleString(locale, { style: 'percent' });
}
