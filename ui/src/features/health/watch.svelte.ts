// The figures of the receiver and the ledger, fetched anew every second while somebody looks.
import { toIpcError } from '../../lib/ipc/client';
import type { Health, IpcError } from '../../lib/ipc/generated';
import { coalesced } from '../../lib/state/coalesce';
import { Fresh } from '../../lib/state/fresh.svelte';
import { arrivals, keepUnchanged } from '../../lib/state/merge';
import type { Session } from '../../lib/state/session.svelte';
import { whileSeen } from '../../lib/state/while-seen';

const EVERY_MS = 1_000;

export class HealthWatch {
  health = $state.raw<Health | null>(null);
  /** When that was told, in milliseconds since 1970. */
  toldAtMs = $state(0);
  /** Why the last fetch failed. */
  error = $state.raw<IpcError | null>(null);
  readonly fresh = new Fresh();
  /** Fetches again; never rejects, and never twice at a time. */
  readonly refresh: () => Promise<void>;

  readonly #session: Session;

  constructor(session: Session) {
    this.#session = session;
    this.refresh = coalesced(() => this.#load());
  }

  /** Keeps the figures new until the returned function is called; made for an `$effect`. */
  watch(): () => void {
    const refresh = () => void this.refresh();
    return whileSeen(this.#session.announcements, EVERY_MS, refresh, (look) => ({
      changed: look,
      state: look,
      resync: look,
    }));
  }

  async #load(): Promise<void> {
    try {
      this.#show(await this.#session.call('show_health', null));
    } catch (thrown) {
      this.error = toIpcError(thrown);
    }
  }

  #show(health: Health): void {
    const before = this.health?.deliveries;
    const deliveries = before ? keepUnchanged(before, health.deliveries) : health.deliveries;
    if (before) this.fresh.add(arrivals(before, deliveries).map((row) => row.id));
    this.health = { ...health, deliveries };
    this.toldAtMs = Date.now();
    this.error = null;
  }
}
