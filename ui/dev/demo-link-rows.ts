// DEVELOPMENT ONLY: the payment links of the invented shop.
import type { LinkItem, LinkRow } from '../src/lib/ipc/generated';

const DAY = 86_400;

/** A link of which nothing came yet; what is given stands in the place of what it would be. */
export function sketchLink(
  now: number,
  index: number,
  name: string | null,
  given: Partial<LinkRow> = {},
): LinkRow {
  const paid = given.paid ?? 0;
  const amount = given.amount === undefined ? 1000 : given.amount;
  const currency = given.currency === undefined ? 'eur' : given.currency;
  const revenue = given.revenue ?? paid * (amount ?? 4065);
  const item: LinkItem = {
    name,
    unitAmount: amount,
    quantity: 1,
    interval: null,
    intervalCount: null,
  };
  return {
    id: `plink_1Q000${index}`,
    url: `http://127.0.0.1:47120/pay/test_${'aEU00000000000'.slice(0, 8)}${index}`,
    state: 'open',
    active: given.state !== 'closed',
    name,
    items: [item],
    amount,
    currency,
    created: now - index * DAY,
    paid,
    pending: 0,
    failed: 0,
    revenue,
    revenues: paid === 0 ? [] : [{ currency: currency ?? '', paid, gross: revenue, refunded: 0 }],
    lastPaymentAt: null,
    completed: paid,
    completedLimit: null,
    finished: paid,
    ended: Math.round(paid * (1.4 + (index % 5) / 6)),
    days: [],
    opensAt: null,
    closesAt: null,
    product: 'on_sale',
    ...given,
  };
}

/** All of them, of every kind. */
export function sketchLinks(now: number): LinkRow[] {
  const ago = (minutes: number) => now - minutes * 60;
  const link = (index: number, name: string | null, given: Partial<LinkRow>) =>
    sketchLink(now, index, name, given);
  const box = link(2, 'Sourdough box', { amount: 4800, paid: 214, lastPaymentAt: ago(2) });
  const monthly: LinkItem = {
    name: 'Coffee club',
    unitAmount: 2400,
    quantity: 1,
    interval: 'month',
    intervalCount: 1,
  };
  return [
    link(1, 'Birthday cake, 24 cm', {
      amount: 8650,
      paid: 20,
      state: 'sold_out',
      completedLimit: 20,
      failed: 3,
      lastPaymentAt: ago(15),
    }),
    {
      ...box,
      pending: 2,
      failed: 5,
      revenues: [
        { currency: 'eur', paid: 205, gross: 984_000, refunded: 9600 },
        { currency: 'usd', paid: 9, gross: 46_800, refunded: 0 },
      ],
      revenue: 984_000,
    },
    link(3, 'Baking class, 12 Dec', {
      amount: 8500,
      paid: 9,
      completed: 9,
      completedLimit: 14,
      state: 'scheduled',
      closesAt: now + 18 * DAY + 3600,
      lastPaymentAt: ago(43),
    }),
    link(4, 'Gift card', { amount: null, paid: 61, revenue: 248_000, lastPaymentAt: ago(68) }),
    link(5, 'Catering deposit', { amount: 24_000, paid: 7, lastPaymentAt: ago(1500) }),
    link(12, 'Coffee club', {
      amount: 2400,
      paid: 38,
      items: [monthly],
      lastPaymentAt: ago(84),
    }),
    link(6, 'パン教室 🥐', { amount: 980_000, currency: 'jpy', paid: 1, lastPaymentAt: ago(168) }),
    link(
      7,
      'Wedding cake, three tiers, with sugar flowers and a very long name that does not fit anywhere',
      { amount: 120_000, paid: 2, lastPaymentAt: ago(4000), product: 'deleted' },
    ),
    link(8, 'علبة خبز', { amount: 1550, paid: 38, lastPaymentAt: ago(291) }),
    link(9, 'Stollen pre-order', {
      amount: 1900,
      state: 'scheduled',
      active: false,
      opensAt: now + 6 * DAY + 3600,
    }),
    link(11, 'Kue ulang tahun', {
      amount: 250_000_000,
      currency: 'idr',
      paid: 3999,
      lastPaymentAt: ago(999),
    }),
    link(10, 'Summer picnic', {
      amount: 3200,
      paid: 118,
      state: 'closed',
      product: 'archived',
      lastPaymentAt: ago(120_000),
    }),
    link(13, null, { amount: null, currency: null, items: [] }),
  ];
}

/** What was paid on each of so many days; the same for the same link. */
export function sketchDays(row: LinkRow, count: number, now: number): LinkRow['days'] {
  const each = row.amount ?? 4065;
  const rests = row.lastPaymentAt === null ? count : Math.floor((now - row.lastPaymentAt) / DAY);
  const seed = [...row.id].reduce((sum, letter) => sum * 31 + letter.charCodeAt(0), 7);
  const high = Math.max(2, Math.ceil(row.paid / 9));
  return Array.from({ length: count }, (_, at) => {
    const isQuiet = row.paid === 0 || at >= count - rests;
    const noise = Math.abs(Math.sin(seed + at * 12.9898)) * (0.4 + (0.6 * at) / count);
    const paid = isQuiet ? 0 : Math.floor(noise * high * 1.5);
    return { paid, revenue: paid * each };
  });
}
