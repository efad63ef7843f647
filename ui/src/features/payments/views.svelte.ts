// The views of the table that are kept under a name: what is searched, what is pressed, and the columns.
import { toIpcError } from '../../lib/ipc/client';
import type { IpcError, PaymentView, SavePaymentView } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';
import type { PaymentsList } from './list.svelte';

/** What a view keeps beside its name. */
type Terms = Pick<PaymentView, 'search' | 'status' | 'order' | 'columns'>;

export class Views {
  rows = $state.raw<readonly PaymentView[]>([]);
  /** Whether it is known what was kept, or why it cannot be. */
  isKnown = $state(false);
  /** Why they could not be read. */
  error = $state.raw<IpcError | null>(null);
  /** The one that was chosen last. */
  #chosen = $state<string | null>(null);

  readonly #session: Session;
  readonly #list: PaymentsList;

  constructor(session: Session, list: PaymentsList) {
    this.#session = session;
    this.#list = list;
  }

  /** The table as it is now. */
  get present(): Terms {
    const { search, status, order, columns } = this.#list;
    return { search: search.trim(), status, order, columns: columns.kept };
  }

  /** The view that was chosen last. */
  get chosen(): PaymentView | undefined {
    return this.rows.find(({ id }) => id === this.#chosen);
  }

  /** The view that shows what is shown now. */
  get current(): PaymentView | undefined {
    const present = written(this.present);
    const { chosen } = this;
    if (chosen && written(chosen) === present) return chosen;
    return this.rows.find((view) => written(view) === present);
  }

  /** Reads what was kept; the columns only the first time, since later they are newer here. */
  async load(): Promise<void> {
    try {
      const { rows, columns } = await this.#session.call('list_payment_views', null);
      this.rows = rows;
      if (!this.isKnown) this.#list.columns.take(columns);
      this.error = null;
    } catch (thrown) {
      this.error = toIpcError(thrown);
    }
    this.isKnown = true;
  }

  /** Shows what a view keeps. */
  show(view: PaymentView): void {
    this.#chosen = view.id;
    this.#list.columns.show(view.columns);
    this.#list.narrow(view);
  }

  /** Keeps the table as it is now, under a new name or as a view that there is. */
  async keep(name: string, id?: string): Promise<void> {
    const view = await this.#save(name, this.present, id);
    this.#chosen = view.id;
  }

  async rename(view: PaymentView, name: string): Promise<void> {
    await this.#save(name, view, view.id);
  }

  async remove(view: PaymentView): Promise<void> {
    await this.#session.call('remove_payment_view', { id: view.id });
    await this.load();
  }

  /** Keeps one again that was removed. */
  async restore(view: PaymentView): Promise<void> {
    await this.#save(view.name, view);
  }

  async #save(name: string, terms: Terms, id?: string): Promise<PaymentView> {
    const { search, status, order, columns } = terms;
    const save: SavePaymentView = { name, search, columns: [...columns] };
    if (id !== undefined) save.id = id;
    if (status !== null) save.status = status;
    if (order !== null) save.order = order;
    const view = await this.#session.call('save_payment_view', save);
    await this.load();
    return view;
  }
}

/** What a view keeps, to be compared. */
function written({ search, status, order, columns }: Terms): string {
  return JSON.stringify([
    search,
    status,
    order,
    columns.map(({ column, width }) => [column, width]),
  ]);
}
