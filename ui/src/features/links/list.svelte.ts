// The list of links: what is asked for, and the rows that answer it.
import { createContext } from 'svelte';

import type { LinkPage, LinkRow, LinkState } from '../../lib/ipc/generated';
import { PagedList } from '../../lib/state/paged-list.svelte';
import type { Session } from '../../lib/state/session.svelte';

const PAGE = 100;
const LARGEST_PAGE = 500;

export class LinksList extends PagedList<LinkRow, LinkPage> {
  /** Only open or closed ones; null for all. */
  state = $state<LinkState | null>(null);
  /** Words to find in the name. */
  search = $state('');

  constructor(session: Session) {
    super({
      // There is no command for one link, so what is loaded is fetched again together.
      page: (after, loaded) => {
        const limit = after ? PAGE : Math.min(Math.max(loaded, PAGE), LARGEST_PAGE);
        return session.call('list_links', { ...this.#query(), after, limit });
      },
      changed: (change) => change.links,
    });
  }

  /** Whether words narrow the list. */
  get isSearched(): boolean {
    return this.search.trim() !== '';
  }

  /** Shows open ones, closed ones, or all. */
  showState(state: LinkState | null): void {
    this.state = state;
    void this.ask();
  }

  /** Shows everything again. */
  showAll(): void {
    this.state = null;
    this.search = '';
    void this.ask();
  }

  /** Loads rows until the link is among them; whether it was found. */
  async find(id: string): Promise<boolean> {
    const has = () => this.rows.some((row) => row.id === id);
    if (!this.first) await this.refresh();
    while (!has() && this.hasMore && !this.moreError) await this.loadMore();
    return has();
  }

  #query() {
    return {
      state: this.state ?? undefined,
      search: this.isSearched ? this.search.trim() : undefined,
    };
  }
}

/** The list stays as it was while another screen is open. */
export const [getLinks, setLinks] = createContext<LinksList>();
