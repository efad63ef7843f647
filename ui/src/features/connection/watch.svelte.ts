// How the account is connected, fetched anew every two seconds while somebody looks.
import { toIpcError } from '../../lib/ipc/client';
import type { ConnectionPage, IpcError } from '../../lib/ipc/generated';
import { coalesced } from '../../lib/state/coalesce';
import type { Session } from '../../lib/state/session.svelte';
import { whileSeen } from '../../lib/state/while-seen';

const EVERY_MS = 2_000;

export class ConnectionWatch {
  page = $state.raw<ConnectionPage | null>(null);
  /** Why the last fetch failed. */
  error = $state.raw<IpcError | null>(null);
  /** Whether a catch-up was asked for and is not answered yet. */
  isAsking = $state(false);
  /** Fetches again; never rejects, and never twice at a time. */
  readonly refresh: () => Promise<void>;

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.refresh = coalesced(() => this.#load());
  }

  /** Keeps the page new until the returned function is called; made for an `$effect`. */
  watch(): () => void {
    const refresh = () => void this.refresh();
    return whileSeen(this.#session.announcements, EVERY_MS, refresh, (look) => ({
      state: look,
      resync: look,
    }));
  }

  /** Catches up now; from a time on once more, where one is given in Unix seconds. */
  async catchUp(from: number | null): Promise<void> {
    this.isAsking = true;
    await this.#do(() => this.#session.call('catch_up', { from }));
    this.isAsking = false;
  }

  /** Opens the way anew. */
  async reopen(): Promise<void> {
    await this.#do(() => this.#session.call('reopen_way', null));
  }

  #load(): Promise<void> {
    return this.#do(() => this.#session.call('show_connection', null));
  }

  async #do(call: () => Promise<ConnectionPage>): Promise<void> {
    try {
      this.page = await call();
      this.error = null;
    } catch (thrown) {
      this.error = toIpcError(thrown);
    }
  }
}
