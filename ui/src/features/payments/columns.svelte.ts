// Which columns the table of payments shows, kept for the next start.
import { toIpcError } from '../../lib/ipc/client';
import type { IpcError, PaymentColumn, ShownColumn } from '../../lib/ipc/generated';
import { debounced } from '../../lib/state/coalesce';
import type { Session } from '../../lib/state/session.svelte';
import { isUsual, moved, sized, toggled, USUAL } from './columns';

/** How long a pause in dragging is before the columns are kept. */
const PAUSE_MS = 400;

export class Columns {
  shown = $state.raw<readonly ShownColumn[]>(USUAL);
  /** Why they could not be kept. */
  error = $state.raw<IpcError | null>(null);
  readonly isUsual = $derived(isUsual(this.shown));

  readonly #session: Session;
  readonly #keepSoon = debounced(() => void this.#keep(), PAUSE_MS);

  constructor(session: Session) {
    this.#session = session;
  }

  /** As they are kept: none for the usual ones. */
  get kept(): ShownColumn[] {
    return this.isUsual ? [] : [...this.shown];
  }

  /** Shows columns as they were kept; none are the usual ones. */
  take(kept: readonly ShownColumn[]): void {
    this.shown = kept.length > 0 ? kept : USUAL;
  }

  /** The same, and keeps them. */
  show(columns: readonly ShownColumn[]): void {
    this.take(columns);
    this.#keepSoon();
  }

  toggle(column: PaymentColumn): void {
    this.show(toggled(this.shown, column));
  }

  move(column: PaymentColumn, to: number): void {
    this.show(moved(this.shown, column, to));
  }

  size(column: PaymentColumn, width: number | null): void {
    this.show(sized(this.shown, column, width));
  }

  reset(): void {
    this.show([]);
  }

  async #keep(): Promise<void> {
    try {
      await this.#session.call('keep_payment_columns', { columns: this.kept });
      this.error = null;
    } catch (thrown) {
      this.error = toIpcError(thrown);
    }
  }
}
