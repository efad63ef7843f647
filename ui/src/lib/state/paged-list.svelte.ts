// A list that is loaded page by page, stays right while things change, and keeps its rows' order.
import { toIpcError } from '../ipc/client';
import type { IpcError } from '../ipc/generated';
import { measureDrawn, PendingChanges, type Change } from './announcements';
import { coalesced } from './coalesce';
import { Fresh } from './fresh.svelte';
import { Loaded, type Rows } from './loaded';

/** Where the rows come from. */
export interface Source<R, P extends Rows<R>> {
  /** A page after a cursor; the first without one. `loaded` is how many rows there are already. */
  page(after: string | undefined, loaded: number): Promise<P>;
  /** Which rows a change is about. */
  changed(change: Change): readonly string[];
  /** Whether a row that changed may stand elsewhere from then on: then what was loaded below the page
   * that is fetched is loaded again. */
  moves?(): boolean;
  /** Those of some rows that are of this list still, as they are now. */
  rows?(ids: readonly string[]): Promise<readonly R[]>;
}

/** With more changes below the first page than this, what is below is loaded again instead. */
const MOST_SINGLE_ROWS = 500;

export class PagedList<R extends { id: string }, P extends Rows<R>> {
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
  /** Which question the rows answer: another number, another question. */
  answered = $state(0);
  readonly fresh = new Fresh();
  /** Fetches what is in view again; never rejects, and never twice at a time. */
  readonly refresh: () => Promise<void>;
  /** Loads the rows after the last; never twice at a time. */
  readonly loadMore: () => Promise<void>;

  readonly #source: Source<R, P>;
  readonly #pending = new PendingChanges();
  #loaded = $state.raw<Loaded<R>>(Loaded.of({ rows: [], next: null }));
  /** Whether changes may have been missed. */
  #hasMissed = false;
  /** Counts the questions, so that an answer to an old one is told apart. */
  #question = 0;

  constructor(source: Source<R, P>) {
    this.#source = source;
    this.refresh = coalesced(() => this.#refresh());
    this.loadMore = coalesced(() => this.#loadMore());
  }

  /** The rows that are loaded, in order. */
  get rows(): readonly R[] {
    return this.#loaded.rows;
  }

  /** Whether there are rows to load after the last. */
  get hasMore(): boolean {
    return this.#loaded.next !== null;
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

  /** Changes may have been missed: fetches what is in view, and what is loaded below it, again. */
  resync(): Promise<void> {
    this.#hasMissed = true;
    return this.refresh();
  }

  async #refresh(): Promise<void> {
    const question = this.#question;
    const changes = this.#pending.take();
    const hasMissed = this.#hasMissed;
    this.#hasMissed = false;
    try {
      const page = await this.#source.page(undefined, this.isStale ? 0 : this.rows.length);
      if (question !== this.#question) return;
      const changed = hasMissed
        ? this.rows.map(({ id }) => id)
        : changes.flatMap((change) => this.#source.changed(change));
      const replacements = await this.#replacements(page, new Set(changed));
      if (question !== this.#question) return;
      this.#show(page, replacements);
      void measureDrawn(changes, (id) => page.rows.some((row) => row.id === id));
    } catch (thrown) {
      this.#hasMissed ||= hasMissed || changes.length > 0;
      if (question === this.#question) this.error = toIpcError(thrown);
    }
  }

  /** What changed among the rows below a fresh first page, or null where these cannot stay as they are. */
  async #replacements(
    page: P,
    changed: ReadonlySet<string>,
  ): Promise<ReadonlyMap<string, R | null> | null> {
    if (this.isStale || this.#source.moves?.()) return null;
    const inPage = new Set(page.rows.map(({ id }) => id));
    const below = [...changed].filter((id) => this.#loaded.has(id) && !inPage.has(id));
    if (below.length === 0) return new Map();
    if (!this.#source.rows || below.length > MOST_SINGLE_ROWS) return null;
    const found = new Map((await this.#source.rows(below)).map((row) => [row.id, row]));
    return new Map(below.map((id) => [id, found.get(id) ?? null]));
  }

  #show(page: P, replacements: ReadonlyMap<string, R | null> | null): void {
    const added = this.isStale || !this.first ? [] : this.#loaded.arrivals(page);
    this.#loaded = replacements === null ? this.#loaded.only(page) : this.#loaded.under(page);
    if (replacements && replacements.size > 0) this.#loaded = this.#loaded.replaced(replacements);
    this.first = page;
    this.error = null;
    this.moreError = null;
    this.isStale = false;
    this.answered = this.#question;
    if (added.length === 0) return;
    this.arrived += added.length;
    this.fresh.add(added.map((row) => row.id));
  }

  async #loadMore(): Promise<void> {
    const question = this.#question;
    const after = this.#loaded.next;
    if (after === null || this.isStale) return;
    try {
      const page = await this.#source.page(after, this.rows.length);
      // The list may have been cut meanwhile; then this page does not follow its end any more.
      if (question !== this.#question || after !== this.#loaded.next) return;
      this.#loaded = this.#loaded.followedBy(page);
      this.moreError = null;
    } catch (thrown) {
      if (question === this.#question) this.moreError = toIpcError(thrown);
    }
  }
}
