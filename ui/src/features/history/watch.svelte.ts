// How far the history is imported, fetched anew whenever it went on, for as long as somebody looks.
import { toIpcError } from '../../lib/ipc/client';
import type { HistoryPage, IpcError } from '../../lib/ipc/generated';
import { coalesced } from '../../lib/state/coalesce';
import type { Session } from '../../lib/state/session.svelte';
import { whileSeen } from '../../lib/state/while-seen';

/** Announcements tell of progress; this is for one that was missed. */
const EVERY_MS = 30_000;

export class HistoryWatch {
  page = $state.raw<HistoryPage | null>(null);
  /** Why the last call failed. */
  error = $state.raw<IpcError | null>(null);
  /** Whether the merchant's last wish is not answered yet. */
  isAsking = $state(false);
  /** Fetches again; never rejects, and never twice at a time. */
  readonly refresh: () => Promise<void>;

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.refresh = coalesced(() => this.#do(() => session.call('show_history', null)));
  }

  /** Keeps the page new until the returned function is called; made for an `$effect`. */
  watch(): () => void {
    const refresh = () => void this.refresh();
    return whileSeen(this.#session.announcements, EVERY_MS, refresh, (look) => ({
      history: look,
      resync: look,
    }));
  }

  /** Imports what was created from a time on; all that there is for null. */
  start(since: number | null): Promise<void> {
    return this.#ask(() => this.#session.call('start_history', { since }));
  }

  /** Reads no further page until it is to go on. */
  pause(): Promise<void> {
    return this.#ask(() => this.#session.call('pause_history', null));
  }

  /** Goes on. */
  resume(): Promise<void> {
    return this.#ask(() => this.#session.call('resume_history', null));
  }

  async #ask(call: () => Promise<HistoryPage>): Promise<void> {
    this.isAsking = true;
    await this.#do(call);
    this.isAsking = false;
  }

  async #do(call: () => Promise<HistoryPage>): Promise<void> {
    try {
      this.page = await call();
      this.error = null;
    } catch (thrown) {
      this.error = toIpcError(thrown);
    }
  }
}
