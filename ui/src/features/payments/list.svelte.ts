// The list of payments: what is asked for, and the rows that answer it.
import { createContext } from 'svelte';

import type { OrderState, PaymentPage, PaymentRow, PaymentView } from '../../lib/ipc/generated';
import { Choice } from '../../lib/state/choice.svelte';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';
import { Columns } from './columns.svelte';
import { understand, type Understood } from './query/query';
import { Views } from './views.svelte';
import { statusCalled } from './words';

/** Who scrolls on wants many rows, and soon. */
const LATER_PAGE = 500;
/** How many payments can be chosen at once. */
const MOST_CHOSEN = 20_000;

export class PaymentsList extends PagedList<PaymentRow, PaymentPage> {
  /** Only this status; null for all. */
  status = $state<string | null>(null);
  /** Only orders that are to be handed over, or that were; null for all. */
  order = $state<OrderState | null>(null);
  /** Words to find, and filters. */
  search = $state('');

  readonly columns: Columns;
  readonly views: Views;
  /** The rows that are chosen, to do something with several at once. */
  readonly choice = new Choice(MOST_CHOSEN);

  /** What was asked last; what is typed since is asked when typing rests. */
  #asked: Pick<PaymentView, 'status' | 'order' | 'search'> = {
    status: null,
    order: null,
    search: '',
  };
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
      rows: async (ids) => {
        const query = { ...this.#query(), ids: [...ids], limit: ids.length };
        return (await session.call('list_payments', query)).rows;
      },
    });
    this.#session = session;
    this.columns = new Columns(session);
    this.views = new Views(session, this);
  }

  /** Whether something narrows the list. */
  get isNarrowed(): boolean {
    return this.status !== null || this.order !== null || this.search.trim() !== '';
  }

  /** How what is typed was understood at a time. */
  understood(nowMs: number, typed = this.search): Understood {
    const { app, locale } = this.#session;
    const currencies = app.value?.currencies ?? [];
    return understand(typed, {
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
    this.narrow({ status: null, order: null, search: '' });
  }

  /** Shows what answers all of these. */
  narrow({ status, order, search }: Pick<PaymentView, 'status' | 'order' | 'search'>): void {
    this.status = status;
    this.order = order;
    this.search = search;
    void this.ask();
  }

  /** Asks for other rows: what was chosen among these is not chosen any more. */
  override ask(): Promise<void> {
    this.#asked = { status: this.status, order: this.order, search: this.search };
    this.choice.clear();
    return super.ask();
  }

  /** What is asked: what is typed says it, and where that says nothing, what was pressed. */
  #query(): Understood['query'] {
    const { status, order, search } = this.#asked;
    return {
      ...(status === null ? {} : { status }),
      ...(order === null ? {} : { fulfilment: order }),
      ...this.understood(Date.now(), search).query,
    };
  }
}

/** The list stays as it was while another screen is open. */
export const [getPayments, setPayments] = createContext<PaymentsList>();
