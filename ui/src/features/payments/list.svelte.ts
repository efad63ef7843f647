// The list of payments: what is asked for, and the rows that answer it.
import { createContext } from 'svelte';

import type { OrderState, PaymentPage, PaymentRow } from '../../lib/ipc/generated';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';

export class PaymentsList extends PagedList<PaymentRow, PaymentPage> {
  /** Only this status; null for all. */
  status = $state<string | null>(null);
  /** Only orders that are to be handed over, or that were; null for all. */
  order = $state<OrderState | null>(null);
  /** Words to find. */
  search = $state('');

  constructor(session: Session) {
    super({
      page: (after) => session.call('list_payments', { ...this.#query(), after }),
      changed: (change) => change.payments,
      row: async (id) => {
        const { row, fulfilment } = await session.call('show_payment', { id });
        const isAsked =
          (this.status === null || row.status === this.status) &&
          (this.order === null || fulfilment === this.order);
        return isAsked ? row : null;
      },
    });
  }

  /** Whether something narrows the list. */
  get isNarrowed(): boolean {
    return this.status !== null || this.order !== null || this.search.trim() !== '';
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

  #query() {
    const search = this.search.trim();
    return {
      status: this.status ?? undefined,
      fulfilment: this.order ?? undefined,
      search: search === '' ? undefined : search,
    };
  }
}

/** The list stays as it was while another screen is open. */
export const [getPayments, setPayments] = createContext<PaymentsList>();
