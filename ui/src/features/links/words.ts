// What a link sells and how it stands, in a few words.
import type { LinkItem, LinkProduct, LinkRow, LinkState } from '../../lib/ipc/generated';
import type { Dates } from '../../lib/format/dates';
import type { Tone } from '../../lib/ui/Tag.svelte';

/** "Sourdough box", "Sourdough box and 2 more". */
export function linkName(link: Pick<LinkRow, 'name' | 'items'>): string {
  const first = link.name ?? link.items.find((item) => item.name)?.name;
  if (!first) return 'A link whose name is not known yet';
  const more = link.items.length - 1;
  return more > 0 ? `${first} and ${more} more` : first;
}

/** The states in their order, as they are called. */
export const STATES: { state: LinkState; label: string; none: string }[] = [
  { state: 'open', label: 'Open', none: 'No link is open' },
  { state: 'scheduled', label: 'Scheduled', none: 'No link is scheduled' },
  { state: 'sold_out', label: 'Sold out', none: 'No link is sold out' },
  { state: 'closed', label: 'Closed', none: 'No link is closed' },
];

/** "€24.00", "€24.00 / month", "Customer chooses". */
export function priceWords(
  link: Pick<LinkRow, 'amount' | 'currency' | 'items'>,
  money: (minor: number, currency: string) => string,
): string {
  const rhythm = link.items.map(rhythmWords).find((words) => words !== null) ?? null;
  if (link.amount === null || link.currency === null) return 'Customer chooses';
  const price = money(link.amount, link.currency);
  return rhythm === null ? price : `${price} / ${rhythm}`;
}

/** "month", "3 months"; null for what is paid once. */
export function rhythmWords(item: Pick<LinkItem, 'interval' | 'intervalCount'>): string | null {
  if (item.interval === null) return null;
  const count = item.intervalCount ?? 1;
  return count === 1 ? item.interval : `${count} ${item.interval}s`;
}

/** How a link stands, as a tag says it. */
export function stateWords(
  link: Pick<LinkRow, 'state' | 'active' | 'opensAt' | 'closesAt'>,
  dates: Dates,
  nowMs: number,
): { label: string; tone: Tone } {
  switch (link.state) {
    case 'open':
      return { label: 'Open', tone: 'good' };
    case 'sold_out':
      return { label: 'Sold out', tone: 'quiet' };
    case 'closed':
      return { label: 'Closed', tone: 'quiet' };
    case 'scheduled':
      return { label: planWords(link, dates, nowMs), tone: 'waiting' };
  }
}

function planWords(
  { opensAt, closesAt }: Pick<LinkRow, 'opensAt' | 'closesAt'>,
  dates: Dates,
  nowMs: number,
): string {
  const at = opensAt ?? closesAt ?? 0;
  const verb = opensAt === null ? 'Closes' : 'Opens';
  if (at * 1000 < nowMs) return `${verb === 'Opens' ? 'Opening' : 'Closing'} is overdue`;
  const isSoon = at * 1000 - nowMs < 45 * 86_400_000;
  return isSoon ? `${verb} ${dates.until(at, nowMs)}` : `${verb} ${dates.date(at, nowMs)}`;
}

/** What there is to say of what a link sells; nothing where it is on sale. */
export function productWords(product: LinkProduct): string | null {
  switch (product) {
    case 'on_sale':
      return null;
    case 'archived':
      return 'Archived product';
    case 'deleted':
      return 'Deleted product';
  }
}

/** "20 of 20" where there is a limit, else how many were paid. */
export function paidWords(
  link: Pick<LinkRow, 'paid' | 'completed' | 'completedLimit'>,
  count: (count: number) => string,
): string {
  if (link.completedLimit === null) return count(link.paid);
  return `${count(link.completed)} of ${count(link.completedLimit)}`;
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
