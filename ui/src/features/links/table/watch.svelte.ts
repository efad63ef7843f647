// The table of links that is looked at, and what is done with it.
import { toIpcError } from '../../../lib/ipc/client';
import type { DecimalSign, IpcError, LinkTable } from '../../../lib/ipc/generated';
import { coalesced } from '../../../lib/state/coalesce';
import type { Session } from '../../../lib/state/session.svelte';
import { whileSeen } from '../../../lib/state/while-seen';
import { ownZone } from '../plan/plan';

/** Announcements tell of progress; this is for one that was missed. */
const EVERY_MS = 10_000;

/** How a table is read, where it does not say so itself. */
export interface Reading {
  decimal: DecimalSign | null;
  currency: string | null;
}

export class TableWatch {
  table = $state.raw<LinkTable | null>(null);
  /** Whether it is known yet if there is one. */
  isKnown = $state(false);
  /** Why the last call failed. */
  error = $state.raw<IpcError | null>(null);
  /** Whether the merchant's last wish is not answered yet. */
  isAsking = $state(false);
  reading = $state.raw<Reading>({ decimal: null, currency: null });
  readonly refresh: () => Promise<void>;

  readonly #session: Session;
  #place: string | null = $state.raw(null);

  constructor(session: Session) {
    this.#session = session;
    this.refresh = coalesced(() => this.#do(() => session.call('show_link_table', null)));
  }

  /** Keeps it new until the returned function is called; made for an `$effect`. */
  watch(): () => void {
    const refresh = () => void this.refresh();
    return whileSeen(this.#session.announcements, EVERY_MS, refresh, (look) => ({
      linkTable: look,
      resync: look,
    }));
  }

  /** Whether the file can be read once more: it was chosen since the window was opened. */
  get canReadAgain(): boolean {
    return this.#place !== null;
  }

  /** Lets the merchant choose a file, and looks it over. */
  async choose(): Promise<void> {
    const place = await this.#session.host.choosePlace('link_table');
    if (!place) return;
    this.#place = place.id;
    await this.#read();
  }

  /** Reads the file once more, perhaps in another way. */
  async readAgain(reading: Reading = this.reading): Promise<void> {
    this.reading = reading;
    if (this.#place !== null) await this.#read();
  }

  make(): Promise<void> {
    const id = this.table?.id ?? '';
    return this.#ask(() => this.#session.call('make_link_table', { id }));
  }

  stop(): Promise<void> {
    return this.#ask(() => this.#session.call('stop_link_table', null));
  }

  async putAway(): Promise<void> {
    this.#place = null;
    await this.#ask(() => this.#session.call('put_link_table_away', null));
  }

  #read(): Promise<void> {
    const { decimal, currency } = this.reading;
    const wanted = {
      place: this.#place ?? '',
      zone: ownZone(),
      ...(decimal && { decimal }),
      ...(currency && { currency }),
    };
    return this.#ask(() => this.#session.call('read_link_table', wanted));
  }

  async #ask(call: () => Promise<{ table: LinkTable | null }>): Promise<void> {
    this.isAsking = true;
    await this.#do(call);
    this.isAsking = false;
  }

  async #do(call: () => Promise<{ table: LinkTable | null }>): Promise<void> {
    try {
      this.table = (await call()).table;
      this.error = null;
      this.isKnown = true;
    } catch (thrown) {
      this.error = toIpcError(thrown);
    }
  }
}
