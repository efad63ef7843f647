// The list of payments: what is asked for, and the rows that answer it.
import { createContext } from 'svelte';

import type { PaymentPage, PaymentRow } from '../../lib/ipc/generated';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';

export class PaymentsList extends PagedList<PaymentRow, PaymentPage> {
  /** Only this status; null for all. */
  status = $state<string | null>(null);
  /** Words to find. */
  search = $state('');

  constructor(session: Session) {
    super({
      page: (after) => session.call('list_payments', { ...this.#query(), after }),
      changed: (change) => change.payments,
      row: async (id) => {
        const { row } = await session.call('show_payment', { id });
        return this.status === null || row.status === this.status ? row : null;
      },
    });
  }

  /** Whether something narrows the list. */
  get isNarrowed(): boolean {
    return this.status !== null || this.search.trim() !== '';
  }

  /** Shows one status, or all. */
  showStatus(status: string | null): void {
    this.status = status;
    void this.ask();
  }

  /** Shows everything again. */
  showAll(): void {
    this.status = null;
    this.search = '';
    void this.ask();
  }

  #query() {
    const search = this.search.trim();
    return { status: this.status ?? undefined, search: search === '' ? undefined : search };
  }
}

/** The list stays as it was while another screen is open. */
export const [getPayments, setPayments] = createContext<PaymentsList>();
