// A list that is loaded page by page, stays right while things change, and keeps its rows' order.
import { toIpcError } from '../ipc/client';
import type { IpcError } from '../ipc/generated';
import { measureDrawn, PendingChanges, type Change } from './announcements';
import { coalesced } from './coalesce';
import { Fresh } from './fresh.svelte';
import { arrivals, keepUnchanged, mergeFirstPage, replaceRows, type Rows } from './merge';

/** Where the rows come from. */
export interface Source<R, P extends Rows<R>> {
  /** A page after a cursor; the first without one. `loaded` is how many rows there are already. */
  page(after: string | undefined, loaded: number): Promise<P>;
  /** Which rows a change is about. */
  changed(change: Change): readonly string[];
  /** Whether a row that changed may stand elsewhere from then on: then what was loaded below the page
   * that is fetched is loaded again. */
  moves?(): boolean;
  /** One row as it is now, or null when it is not of this list any more. */
  row?(id: string): Promise<R | null>;
}

/** With more changes below the first page than this, what is below is loaded again instead. */
const MOST_SINGLE_ROWS = 50;

export class PagedList<R extends { id: string }, P extends Rows<R>> {
  rows = $state.raw<R[]>([]);
  /** The newest first page, for the counts that come with it. */
  first = $state.raw<P | null>(null);
  /** Why the last fetch failed. */
  error = $state.raw<IpcError | null>(null);
  /** Why the last fetch of further rows failed. */
  moreError = $state.raw<IpcError | null>(null);
  /** Whether the rows still answer the question before this one. */
  isStale = $state(false);
  /** How many rows came in on top since the list was made. */
  arrived = $state(0);
  readonly fresh = new Fresh();
  /** Fetches what is in view again; never rejects, and never twice at a time. */
  readonly refresh: () => Promise<void>;
  /** Loads the rows after the last; never twice at a time. */
  readonly loadMore: () => Promise<void>;

  readonly #source: Source<R, P>;
  readonly #pending = new PendingChanges();
  #next = $state<string | null>(null);
  /** Counts the questions, so that an answer to an old one is told apart. */
  #question = 0;

  constructor(source: Source<R, P>) {
    this.#source = source;
    this.refresh = coalesced(() => this.#refresh());
    this.loadMore = coalesced(() => this.#loadMore());
  }

  /** Whether there are rows to load after the last. */
  get hasMore(): boolean {
    return this.#next !== null;
  }

  /** Asks another question: what the source looks at has changed. */
  ask(): Promise<void> {
    this.#question += 1;
    this.isStale = true;
    return this.refresh();
  }

  /** Something changed: fetches what is in view. */
  change(change: Change): void {
    this.#pending.add(change);
    void this.refresh();
  }

  async #refresh(): Promise<void> {
    const question = this.#question;
    const changes = this.#pending.take();
    try {
      const page = await this.#source.page(undefined, this.isStale ? 0 : this.rows.length);
      if (question !== this.#question) return;
      const changed = new Set(changes.flatMap((change) => this.#source.changed(change)));
      const merged = await this.#withTail(page, changed);
      if (question !== this.#question) return;
      this.#show(page, merged);
      void measureDrawn(changes, (id) => page.rows.some((row) => row.id === id));
    } catch (thrown) {
      if (question === this.#question) this.error = toIpcError(thrown);
    }
  }

  /** The page and what was loaded below it, where that is still right or can be put right. */
  async #withTail(page: P, changed: ReadonlySet<string>): Promise<Rows<R>> {
    if (this.isStale || this.#source.moves?.()) return page;
    const merged = mergeFirstPage({ rows: this.rows, next: this.#next }, page);
    const old = merged.rows.slice(page.rows.length).filter((row) => changed.has(row.id));
    if (old.length === 0) return merged;
    const { row: fetchRow } = this.#source;
    if (!fetchRow || old.length > MOST_SINGLE_ROWS) return page;
    const entries = old.map(async ({ id }) => [id, await fetchRow(id)] as const);
    const replacements = new Map(await Promise.all(entries));
    return { rows: replaceRows(merged.rows, replacements), next: merged.next };
  }

  #show(page: P, merged: Rows<R>): void {
    const added = this.isStale || !this.first ? [] : arrivals(this.rows, page.rows);
    this.rows = keepUnchanged(this.rows, merged.rows);
    this.#next = merged.next;
    this.first = page;
    this.error = null;
    this.moreError = null;
    this.isStale = false;
    if (added.length === 0) return;
    this.arrived += added.length;
    this.fresh.add(added.map((row) => row.id));
  }

  async #loadMore(): Promise<void> {
    const question = this.#question;
    const after = this.#next;
    if (after === null || this.isStale) return;
    try {
      const page = await this.#source.page(after, this.rows.length);
      // The list may have been cut meanwhile; then this page does not follow its end any more.
      if (question !== this.#question || after !== this.#next) return;
      const known = new Set(this.rows.map((row) => row.id));
      this.rows = [...this.rows, ...page.rows.filter((row) => !known.has(row.id))];
      this.#next = page.next;
      this.moreError = null;
    } catch (thrown) {
      if (question === this.#question) this.moreError = toIpcError(thrown);
    }
  }
}
