// The list of links: what is asked for, the rows that answer it, and which of them are chosen.
import { createContext } from 'svelte';
import { SvelteSet } from 'svelte/reactivity';

import { dayStarts } from '../../lib/format/dates';
import type {
  LinkPage,
  LinkRow,
  LinkSort,
  LinkState,
  SortDirection,
} from '../../lib/ipc/generated';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';
import { Reading } from './reading.svelte';

const PAGE = 100;
const LARGEST_PAGE = 500;
/** How many days a row shows. */
export const DAYS = 30;

/** Which way a column is sorted first. */
const FIRST_DIRECTION: Record<LinkSort, SortDirection> = {
  created: 'descending',
  name: 'ascending',
  paid: 'descending',
  revenue: 'descending',
  last_payment: 'descending',
  state: 'ascending',
};

export class LinksList extends PagedList<LinkRow, LinkPage> {
  /** Only those in this state; null for all. */
  state = $state<LinkState | null>(null);
  /** Words to find. */
  search = $state('');
  sort = $state<LinkSort>('created');
  direction = $state<SortDirection>('descending');
  /** The ids of the rows that are chosen. */
  readonly chosen = new SvelteSet<string>();
  readonly reading: Reading;

  constructor(session: Session) {
    super({
      // All that is loaded is fetched together: a payment may move a row anywhere.
      page: async (after, loaded) => {
        const limit = after ? PAGE : Math.min(Math.max(loaded, PAGE), LARGEST_PAGE);
        const days = dayStarts(session.clock.now, DAYS);
        const page = await session.call('list_links', { ...this.#query(), days, after, limit });
        this.#tint(page.rows);
        return page;
      },
      moves: () => this.sort !== 'created',
      changed: (change) => change.links,
    });
    this.reading = new Reading(session, this.refresh);
  }

  /** Whether words narrow the list. */
  get isSearched(): boolean {
    return this.search.trim() !== '';
  }

  /** Shows those in one state, or all. */
  showState(state: LinkState | null): void {
    this.state = state;
    void this.askAnew();
  }

  /** Shows everything again. */
  showAll(): void {
    this.state = null;
    this.search = '';
    void this.askAnew();
  }

  /** Sorts by a column; the same again goes the other way, and then back to the newest first. */
  sortBy(sort: LinkSort): void {
    const first = FIRST_DIRECTION[sort];
    if (this.sort !== sort) {
      this.sort = sort;
      this.direction = first;
    } else if (this.direction === first && sort !== 'created') {
      this.direction = first === 'ascending' ? 'descending' : 'ascending';
    } else {
      this.sort = 'created';
      this.direction = 'descending';
    }
    void this.ask();
  }

  /** Asks for other rows: what was chosen among these is not chosen any more. */
  askAnew(): Promise<void> {
    this.chosen.clear();
    return this.ask();
  }

  /** Chooses a row, or takes that back. */
  choose(id: string): void {
    if (!this.chosen.delete(id)) this.chosen.add(id);
  }

  /** Chooses all rows that are loaded; none where all are. */
  chooseAll(): void {
    const isAll = this.rows.every((row) => this.chosen.has(row.id));
    this.chosen.clear();
    if (!isAll) for (const row of this.rows) this.chosen.add(row.id);
  }

  /** A row to which a payment came is tinted like a new one. */
  #tint(rows: readonly LinkRow[]): void {
    const known = new Map(this.rows.map((row) => [row.id, row.paid]));
    const paid = rows.filter((row) => row.paid > (known.get(row.id) ?? row.paid));
    this.fresh.add(paid.map((row) => row.id));
  }

  #query() {
    return {
      state: this.state ?? undefined,
      search: this.isSearched ? this.search.trim() : undefined,
      sort: this.sort,
      direction: this.direction,
    };
  }
}

/** The list stays as it was while another screen is open. */
export const [getLinks, setLinks] = createContext<LinksList>();
