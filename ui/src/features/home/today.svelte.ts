// The figures of today and the newest payments, kept up to date.
import { dayBounds } from '../../lib/format/dates';
import { toIpcError } from '../../lib/ipc/client';
import type { Home, IpcError } from '../../lib/ipc/generated';
import { measureDrawn, PendingChanges, type Change } from '../../lib/state/announcements';
import { coalesced } from '../../lib/state/coalesce';
import { Fresh } from '../../lib/state/fresh.svelte';
import { arrivals, keepUnchanged } from '../../lib/state/merge';
import type { Session } from '../../lib/state/session.svelte';

export class Today {
  home = $state.raw<Home | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly fresh = new Fresh();
  /** Fetches again; never rejects, and never twice at a time. */
  readonly refresh: () => Promise<void>;

  readonly #session: Session;
  readonly #pending = new PendingChanges();

  constructor(session: Session) {
    this.#session = session;
    this.refresh = coalesced(() => this.#load());
  }

  /** Something changed: fetches again. */
  change(change: Change): void {
    this.#pending.add(change);
    void this.refresh();
  }

  async #load(): Promise<void> {
    const changes = this.#pending.take();
    try {
      const home = await this.#session.call('home', dayBounds(Date.now()));
      this.#show(home);
      void measureDrawn(changes, (id) => home.latest.some((row) => row.id === id));
    } catch (thrown) {
      this.error = toIpcError(thrown);
    }
  }

  #show(home: Home): void {
    const before = this.home?.latest;
    const latest = before ? keepUnchanged(before, home.latest) : home.latest;
    if (before) this.fresh.add(arrivals(before, latest).map((row) => row.id));
    this.home = { ...home, latest };
    this.error = null;
  }
}
