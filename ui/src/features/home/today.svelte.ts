// The figures of today and the newest payments, kept up to date.
import { dayBounds, dayStarts, weekAgo } from '../../lib/format/dates';
import { toIpcError } from '../../lib/ipc/client';
import type { Home, IpcError } from '../../lib/ipc/generated';
import { measureDrawn, PendingChanges, type Change } from '../../lib/state/announcements';
import { coalesced } from '../../lib/state/coalesce';
import { Fresh } from '../../lib/state/fresh.svelte';
import { arrivals, keepUnchanged } from '../../lib/state/merge';
import type { Session } from '../../lib/state/session.svelte';

/** How many days the chart shows; as many before are compared. */
const CHART_DAYS = 30;

export class Today {
  home = $state.raw<Home | null>(null);
  error = $state.raw<IpcError | null>(null);
  readonly fresh = new Fresh();
  /** When the figures were asked for, in Unix seconds. */
  at = $state(0);
  /** When each day of the chart begins, in Unix seconds. */
  chartDays = $state.raw<readonly number[]>([]);
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
      const now = Date.now();
      const days = dayStarts(now, 2 * CHART_DAYS);
      const home = await this.#session.call('home', {
        ...dayBounds(now),
        weekAgo: weekAgo(now),
        days,
      });
      this.at = Math.floor(now / 1000);
      this.chartDays = days.slice(CHART_DAYS);
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
