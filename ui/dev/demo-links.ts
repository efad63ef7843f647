// DEVELOPMENT ONLY: the invented shop's payment links, listed, shown and made.
import type {
  CreateLink,
  LinkCounts,
  LinkDetail,
  LinkPage,
  LinkPageQuery,
  LinkQuery,
  LinkRow,
  LinkSort,
  LinksChanged,
  LinksRefreshed,
  SetLinksActive,
} from '../src/lib/ipc/generated';
import { page, refusal } from './demo-answers';
import type { Scene } from './demo-host';
import { sketchDays, sketchLink, sketchLinks } from './demo-link-rows';

/** What a row is sorted by. */
const KEYS: Record<LinkSort, (row: LinkRow) => number | string> = {
  created: (row) => row.created,
  name: (row) => row.name?.toLowerCase() ?? '\u{10ffff}',
  paid: (row) => row.paid,
  revenue: (row) => row.revenue,
  last_payment: (row) => row.lastPaymentAt ?? 0,
  state: (row) => ['open', 'scheduled', 'sold_out', 'closed'].indexOf(row.state),
};

export class DemoLinks {
  rows: LinkRow[];

  constructor(
    readonly now: number,
    readonly scene: Scene,
  ) {
    const links = sketchLinks(now);
    const isEmpty = scene === 'empty' || scene === 'welcome';
    const unpaid = links.filter((link) => link.name === 'Stollen pre-order');
    this.rows = isEmpty ? [] : scene === 'unpaid' ? unpaid : links;
  }

  soldOut(): LinkRow[] {
    return this.rows.filter((row) => row.state === 'sold_out');
  }

  /** A payment came through the first link that can be paid. */
  pay(): string[] {
    const paid = this.rows.find((row) => row.state === 'open');
    if (!paid) return [];
    const row = {
      ...paid,
      paid: paid.paid + 1,
      revenue: paid.revenue + (paid.amount ?? 0),
      lastPaymentAt: Math.floor(Date.now() / 1000),
    };
    this.rows = this.rows.map((it) => (it.id === row.id ? row : it));
    return [row.id];
  }

  list_links(query: LinkQuery): LinkPage {
    const words = (query.search?.toLowerCase() ?? '').split(/\s+/);
    const found = this.rows.filter(
      (link) =>
        (!query.state || link.state === query.state) &&
        words.every((word) => `${link.name ?? ''} ${link.id}`.toLowerCase().includes(word)),
    );
    const key = KEYS[query.sort ?? 'created'];
    const way = query.direction === 'ascending' ? 1 : -1;
    const sorted = found.toSorted((a, b) => (key(a) < key(b) ? -way : key(a) > key(b) ? way : 0));
    const { rows, next } = page(sorted, query.after, query.limit);
    const days = query.days?.length ?? 0;
    return {
      rows: rows.map((row) => ({ ...row, days: sketchDays(row, days, this.now) })),
      next,
      counts: this.#counts(),
      asOf: this.now - 600,
    };
  }

  #counts(): LinkCounts {
    const of = (state: LinkRow['state']) => this.rows.filter((row) => row.state === state).length;
    return {
      open: of('open'),
      scheduled: of('scheduled'),
      soldOut: of('sold_out'),
      closed: of('closed'),
    };
  }

  refresh_links(): LinksRefreshed {
    const trouble = 'Stripe could not be reached: the network is down; try again once it is back.';
    return { asOf: this.now - 600, trouble: this.scene === 'offline' ? trouble : null };
  }

  show_link({ id, days }: LinkPageQuery): LinkDetail {
    const row = this.rows.find((link) => link.id === id);
    if (!row) throw refusal('not_found', 'There is no link of this id here.');
    return {
      row: { ...row, days: sketchDays(row, days?.length ?? 0, this.now) },
      terms: [
        ...(row.completedLimit === null
          ? []
          : [
              {
                topic: 'Limit',
                text: `Closes after ${row.completedLimit} checkouts.`,
                quote: null,
              },
            ]),
        { topic: 'Asks for', text: 'Billing address, phone number.', quote: null },
        { topic: 'Question', text: 'One of a list:', quote: 'Which filling would you like?' },
        { topic: 'Promotion codes', text: 'Are taken.', quote: null },
        {
          topic: 'After payment',
          text: 'Customers read',
          quote: 'Thank you! We bake on Friday and call you when it is ready to be picked up.',
        },
      ],
      history: this.#history(row),
    };
  }

  #history(row: LinkRow): LinkDetail['history'] {
    const none = { changes: [], opensAt: null, closesAt: null, zone: null };
    const plan =
      row.state === 'scheduled'
        ? [
            {
              ...none,
              at: row.created + 7200,
              what: 'planned' as const,
              origin: 'here' as const,
              opensAt: row.opensAt,
              closesAt: row.closesAt,
              zone: 'Europe/Berlin',
            },
          ]
        : [];
    return [
      ...plan,
      {
        ...none,
        at: row.created + 3600,
        what: 'changed',
        origin: 'elsewhere',
        changes: ['questions', 'texts on the pay page'],
      },
      { ...none, at: row.created, what: 'made', origin: 'here' },
    ];
  }

  set_links_active({ ids, active }: SetLinksActive): LinksChanged {
    const isRefused = (row: LinkRow) => row.product === 'deleted' && active;
    const switched = (row: LinkRow): LinkRow => ({
      ...row,
      active,
      state:
        row.state === 'open' || row.state === 'closed' ? (active ? 'open' : 'closed') : row.state,
    });
    this.rows = this.rows.map((row) =>
      ids.includes(row.id) && !isRefused(row) ? switched(row) : row,
    );
    const asked = this.rows.filter((row) => ids.includes(row.id));
    return {
      changed: asked.filter((row) => !isRefused(row)),
      refused: asked.filter(isRefused).map(({ id }) => ({
        id,
        message: 'What it sells was deleted in Stripe: make a new link instead.',
      })),
    };
  }

  create_link({ terms }: CreateLink): LinkRow {
    const [item] = terms.line_items;
    const name = item?.price_data.product_data.name ?? '';
    const unitAmount = item?.price_data.unit_amount ?? 0;
    const quantity = item?.quantity ?? 1;
    if (this.scene === 'refused') {
      throw name === 'field'
        ? refusal('stripe_refused', 'Amount must convert to at least 30 pence.', {
            field: 'amount',
          })
        : refusal(
            'stripe_unreachable',
            'The practice store did not answer within 10 seconds. Nothing is lost: try again.',
            { requestId: 'req_8fTq2LmXz' },
          );
    }
    const created = Math.floor(Date.now() / 1000);
    const row = sketchLink(created, 0, name, {
      id: `plink_new${this.rows.length}`,
      url: 'http://127.0.0.1:47120/pay/test_aEU7sK0000000000',
      amount: unitAmount * quantity,
      currency: item?.price_data.currency ?? 'eur',
    });
    this.rows = [row, ...this.rows];
    return row;
  }
}
