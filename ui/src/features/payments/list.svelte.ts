// The list of payments: what is asked for, and the rows that answer it.
import { createContext } from 'svelte';

import type { OrderState, PaymentDetail, PaymentPage, PaymentRow } from '../../lib/ipc/generated';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';
import { understand, type Understood } from './query/query';
import { statusCalled } from './words';

/** Who scrolls on wants many rows, and soon. */
const LATER_PAGE = 500;

export class PaymentsList extends PagedList<PaymentRow, PaymentPage> {
  /** Only this status; null for all. */
  status = $state<string | null>(null);
  /** Only orders that are to be handed over, or that were; null for all. */
  order = $state<OrderState | null>(null);
  /** Words to find, and filters. */
  search = $state('');

  readonly #session: Session;

  constructor(session: Session) {
    super({
      page: (after) =>
        session.call('list_payments', {
          ...this.#query(),
          after,
          ...(after && { limit: LATER_PAGE }),
        }),
      changed: (change) => change.payments,
      row: async (id) => {
        const detail = await session.call('show_payment', { id });
        return isAnswer(detail, this.#query()) ? detail.row : null;
      },
    });
    this.#session = session;
  }

  /** Whether something narrows the list. */
  get isNarrowed(): boolean {
    return this.status !== null || this.order !== null || this.search.trim() !== '';
  }

  /** How what is typed was understood at a time. */
  understood(nowMs: number): Understood {
    const { app, locale } = this.#session;
    const currencies = app.value?.currencies ?? [];
    return understand(this.search, {
      nowMs,
      locale: locale.format,
      defaultCurrency: app.value?.defaultCurrency ?? 'eur',
      rule: (code) => currencies.find((rule) => rule.code === code) ?? null,
      status: statusCalled,
    });
  }

  /** Shows one status, or all. */
  showStatus(status: string | null): void {
    this.status = status;
    this.order = null;
    void this.ask();
  }

  /** Shows the orders that are to be handed over, or that were. */
  showOrders(order: OrderState): void {
    this.status = null;
    this.order = order;
    void this.ask();
  }

  /** Shows everything again. */
  showAll(): void {
    this.status = null;
    this.order = null;
    this.search = '';
    void this.ask();
  }

  /** What is asked: what is typed says it, and where that says nothing, what was pressed. */
  #query(): Understood['query'] {
    return {
      ...(this.status === null ? {} : { status: this.status }),
      ...(this.order === null ? {} : { fulfilment: this.order }),
      ...this.understood(Date.now()).query,
    };
  }
}

/** Whether a payment is still one of those that were asked for, as far as a change of it can tell. */
function isAnswer({ row, fulfilment }: PaymentDetail, query: Understood['query']): boolean {
  return (
    (query.status === undefined || row.status === query.status) &&
    (query.fulfilment === undefined || fulfilment === query.fulfilment) &&
    (query.least === undefined || row.amount >= query.least) &&
    (query.most === undefined || row.amount <= query.most)
  );
}

/** The list stays as it was while another screen is open. */
export const [getPayments, setPayments] = createContext<PaymentsList>();
