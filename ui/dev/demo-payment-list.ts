// DEVELOPMENT ONLY: what is done with the list of invented payments.
import type {
  ChosenPayments,
  ChosenSums,
  FulfilPayments,
  KeepPaymentColumns,
  PaymentRow,
  PaymentsFulfilled,
  PaymentView,
  PaymentViewChoice,
  PaymentViews,
  SavedPayments,
  SavePayments,
  SavePaymentView,
  ShownColumn,
} from '../src/lib/ipc/generated';

export class DemoPaymentList {
  #views: PaymentView[] = [
    {
      id: 'v1',
      name: 'Cakes to hand over this week',
      search: 'link:cake last:7d',
      status: null,
      order: 'pending',
      columns: [],
    },
    { id: 'v2', name: 'Refunds', search: '', status: 'refunded', order: null, columns: [] },
  ];
  #columns: ShownColumn[] = [];

  constructor(readonly payments: () => readonly PaymentRow[]) {}

  list_payment_views(): PaymentViews {
    return { rows: this.#views, columns: this.#columns };
  }

  save_payment_view({ id, status, order, ...save }: SavePaymentView): PaymentView {
    const view = {
      ...save,
      id: id ?? `v${this.#views.length + 1}`,
      status: status ?? null,
      order: order ?? null,
    };
    const others = this.#views.filter((it) => it.id !== view.id);
    this.#views = [...others, view].sort((a, b) => a.name.localeCompare(b.name));
    return view;
  }

  remove_payment_view({ id }: PaymentViewChoice): null {
    this.#views = this.#views.filter((it) => it.id !== id);
    return null;
  }

  keep_payment_columns({ columns }: KeepPaymentColumns): null {
    this.#columns = columns;
    return null;
  }

  sum_payments({ ids }: ChosenPayments): ChosenSums {
    const rows = this.payments().filter((row) => ids.includes(row.id));
    const amounts = new Map<string, number>();
    for (const { currency, amount } of rows) {
      amounts.set(currency, (amounts.get(currency) ?? 0) + amount);
    }
    return {
      sums: [...amounts].map(([currency, amount]) => ({ currency, amount })),
      toFulfil: rows.filter((row) => row.fulfilment === 'pending').length,
    };
  }

  fulfil_payments({ ids }: FulfilPayments): PaymentsFulfilled {
    const orders = this.payments().filter((row) => row.fulfilment !== 'not_needed');
    const done = ids.filter((id) => orders.some((row) => row.id === id));
    const others = ids.filter((id) => !done.includes(id));
    const message = 'This payment has nothing to fulfil: it is not paid, or was given back.';
    return { done, refused: others.map((id) => ({ id, message })) };
  }

  save_payments({ ids }: SavePayments): SavedPayments {
    return { path: '~/Documents/payments.csv', count: ids.length };
  }
}
