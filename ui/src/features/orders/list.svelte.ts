// The list of orders: which are asked for, and the rows that answer.
import { SvelteMap } from 'svelte/reactivity';

import { toIpcError } from '../../lib/ipc/client';
import type { IpcError, Order, OrderPage, OrderRow, OrderState } from '../../lib/ipc/generated';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';

/** How many are loaded at a time, and at most at once. */
const PAGE = 100;
const LARGEST_PAGE = 500;

export class OrdersList extends PagedList<OrderRow, OrderPage> {
  /** Which orders: those to hand over, those that were, or those that were given back before. */
  which = $state<OrderState>('pending');

  constructor(session: Session) {
    super({
      page: (after, loaded) => {
        // An order that was handed over leaves the list: as many as are loaded are read again.
        const limit = after ? PAGE : Math.min(Math.max(loaded, PAGE), LARGEST_PAGE);
        const which = { which: this.which, limit };
        return session.call('list_orders', after === undefined ? which : { ...which, after });
      },
      changed: (change) => change.payments,
      // An order that was handed over leaves the list.
      moves: () => true,
    });
  }

  show(which: OrderState): void {
    this.which = which;
    void this.ask();
  }
}

/** What Stripe tells of orders when it is asked, one after the other: others have their turn between. */
export class OrderLines {
  readonly told = new SvelteMap<string, Order | IpcError>();
  readonly #session: Session;
  #last: Promise<unknown> = Promise.resolve();
  readonly #asked = new Set<string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** Asks what a payment bought, once. */
  ask(id: string): void {
    if (this.#asked.has(id)) return;
    this.#asked.add(id);
    this.#last = this.#last.then(async () => {
      try {
        const { order } = await this.#session.call('read_order', { id });
        if (order) this.told.set(id, order);
      } catch (thrown) {
        this.told.set(id, toIpcError(thrown));
        // Whoever looks again asks again.
        this.#asked.delete(id);
      }
    });
  }
}

export function isOrder(told: Order | IpcError | undefined): told is Order {
  return told !== undefined && 'answers' in told;
}

/** What a checkout tells now, with what was bought as Stripe said it when it was asked. */
export function withItems(now: Order | null, read: Order | null): Order | null {
  if (now === null || now.items !== null || read === null) return now;
  return { ...now, items: read.items, hasMore: read.hasMore };
}
