// DEVELOPMENT ONLY: invented orders and buyers.
import type {
  Buyer,
  BuyerQuery,
  Order,
  OrderPage,
  OrderRead,
  OrderRow,
  OrdersQuery,
  PaymentRow,
  SavedPoster,
} from '../src/lib/ipc/generated';
import { page, refusal } from './demo-answers';

export function sketchOrder(row: PaymentRow): Order {
  const isSent = row.amount % 400 === 0;
  return {
    items: [
      { name: row.title, quantity: 1, amount: row.amount - 600, currency: row.currency },
      { name: 'Candles, a box of twelve', quantity: 2, amount: 600, currency: row.currency },
    ],
    hasMore: false,
    answers: [
      { question: 'What shall we write on the cake?', answer: 'Alles Gute zum 40., liebe Ana!' },
      { question: 'Anything that you may not eat?', answer: null },
    ],
    phone: '+49 30 1234567',
    shipTo: isSent
      ? {
          name: row.customerName,
          lines: ['Hafenstraße 12', '2. Hinterhof'],
          postalCode: '20457',
          city: 'Hamburg',
          state: null,
          country: 'DE',
        }
      : null,
    billing: null,
  };
}

export class DemoOrders {
  readonly #done = new Set<string>();

  constructor(
    readonly payments: readonly PaymentRow[],
    readonly scene: string,
  ) {}

  list_orders({ which, after, limit }: OrdersQuery): OrderPage {
    const paid = this.scene === 'empty' ? [] : this.payments;
    const rows = paid.filter((row) => row.status === 'succeeded').slice(0, 12);
    const state = (row: PaymentRow) => (this.#done.has(row.id) ? 'done' : 'pending');
    const shown =
      which === 'not_needed'
        ? paid.filter((row) => row.status === 'refunded')
        : rows.filter((row) => state(row) === which);
    const order = (row: PaymentRow): OrderRow => ({
      id: row.id,
      payment: row,
      paidAt: row.created + 77,
      state: which,
      order: sketchOrder(row),
      note: row.customerName === 'Tom Becker' ? 'Picks it up on Saturday.' : '',
    });
    return {
      ...page(shown.map(order), after, limit),
      toFulfil: rows.filter((row) => state(row) === 'pending').length,
    };
  }

  read_order({ id }: { id: string }): OrderRead {
    const row = this.payments.find((it) => it.id === id);
    return { order: row ? sketchOrder(row) : null };
  }

  save_papers(): SavedPoster {
    return { path: '~/Documents/packing-slip.pdf', missing: '' };
  }

  show_buyer({ key, after, limit }: BuyerQuery): Buyer {
    const rows = this.payments.filter((row) => row.customerEmail === key);
    const [newest] = rows;
    if (!newest) throw refusal('not_found', 'Nobody of that address or id has paid anything here.');
    const currencies = [...new Set(rows.map(({ currency }) => currency))];
    return {
      ...page(rows, after, limit),
      key,
      name: newest.customerName,
      email: newest.customerEmail,
      dashboard: null,
      sums: currencies.map((currency) => {
        const those = rows.filter((row) => row.currency === currency);
        return {
          currency,
          paid: those.reduce((sum, row) => sum + row.amount, 0),
          refunded: those.reduce((sum, row) => sum + row.amountRefunded, 0),
          count: those.length,
          first: Math.min(...those.map(({ created }) => created)),
        };
      }),
      notes: [
        { payment: newest.id, at: newest.created, text: 'Always asks for a box without handles.' },
      ],
    };
  }
}
