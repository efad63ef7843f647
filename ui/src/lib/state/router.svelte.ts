// Which screen is open, kept in the part of the address after `#`.

/** A screen, and what is open on it. */
export type Route =
  | { screen: 'home' }
  | { screen: 'payments'; id?: string }
  | { screen: 'orders' }
  | { screen: 'buyer'; id: string }
  | { screen: 'payouts'; id?: string }
  | { screen: 'events'; id?: string }
  | { screen: 'deliveries' }
  | { screen: 'links'; id?: string }
  | { screen: 'new-link'; from?: string }
  | { screen: 'edit-link'; id: string }
  | { screen: 'link-table' }
  | { screen: 'counter'; id: string }
  | { screen: 'connect' }
  | { screen: 'connection' }
  | { screen: 'health' }
  | { screen: 'rehearsal' }
  | { screen: 'settings'; id?: string };

export type Screen = Route['screen'];

/** Screens on which nothing else is opened. */
const WHOLE = ['connect', 'connection', 'deliveries', 'health', 'orders', 'rehearsal'] as const;

/** Screens on which one thing is opened by its id. */
const WITH_ID = ['events', 'links', 'payments', 'payouts', 'settings'] as const;

/** Ids come from the address, so from anyone: letters, digits and underscores only, or a digest. */
const ID = /^(?:[A-Za-z0-9_]{1,255}|sha256:[0-9a-f]{64})$/;

/** A buyer is named by an id or an e-mail address, which is written as addresses write such things. */
function buyer(written: string | undefined): string | null {
  try {
    const key = decodeURIComponent(written ?? '');
    return /^[^\s/]{1,320}$/.test(key) ? key : null;
  } catch {
    return null;
  }
}

/** Reads an address; whatever leads nowhere leads home. */
export function parseRoute(hash: string): Route {
  const [screen, id, ...rest] = hash.replace(/^#?\/?/, '').split('/');
  if (screen === 'links' && id !== undefined) {
    const written = writtenLink(id, rest);
    if (written) return written;
  }
  if (rest.length > 0) return { screen: 'home' };
  if (screen === 'buyer') {
    const key = buyer(id);
    return key === null ? { screen: 'payments' } : { screen: 'buyer', id: key };
  }
  const whole = WHOLE.find((name) => name === screen);
  if (whole && id === undefined) return { screen: whole };
  if (screen === 'links' && id === 'table') return { screen: 'link-table' };
  const opened = WITH_ID.find((name) => name === screen);
  if (opened) return id && ID.test(id) ? { screen: opened, id } : { screen: opened };
  return { screen: 'home' };
}

/** A link that is being written: `links/new`, `links/new/from/ID`, `links/ID/edit`. */
function writtenLink(id: string, rest: readonly string[]): Route | null {
  const [word, other] = rest;
  if (id === 'new' && rest.length === 0) return { screen: 'new-link' };
  if (id === 'new' && word === 'from' && rest.length === 2) {
    return other && ID.test(other) ? { screen: 'new-link', from: other } : { screen: 'new-link' };
  }
  if (word === 'edit' && rest.length === 1) {
    return ID.test(id) ? { screen: 'edit-link', id } : { screen: 'links' };
  }
  if (word === 'counter' && rest.length === 1) {
    return ID.test(id) ? { screen: 'counter', id } : { screen: 'links' };
  }
  return null;
}

/** The address of a screen. */
export function formatRoute(route: Route): string {
  if (route.screen === 'home') return '#/';
  if (route.screen === 'new-link') {
    return route.from ? `#/links/new/from/${route.from}` : '#/links/new';
  }
  if (route.screen === 'edit-link') return `#/links/${route.id}/edit`;
  if (route.screen === 'link-table') return '#/links/table';
  if (route.screen === 'buyer') return `#/buyer/${encodeURIComponent(route.id)}`;
  if (route.screen === 'counter') return `#/links/${route.id}/counter`;
  if (!('id' in route)) return `#/${route.screen}`;
  return route.id ? `#/${route.screen}/${route.id}` : `#/${route.screen}`;
}

/** The part of `window` that the router uses. */
export type RouterWindow = Pick<Window, 'history' | 'location' | 'addEventListener'>;

export class Router {
  #route = $state.raw<Route>({ screen: 'home' });
  readonly #window: RouterWindow;

  constructor(target: RouterWindow) {
    this.#window = target;
    const read = () => (this.#route = parseRoute(target.location.hash));
    read();
    target.addEventListener('popstate', read);
    target.addEventListener('hashchange', read);
  }

  get route(): Route {
    return this.#route;
  }

  /**
   * Opens a screen. What is only a closer look at the same screen takes no step in the history; a link
   * has a page of its own.
   */
  go(route: Route): void {
    const hash = formatRoute(route);
    if (hash === formatRoute(this.#route)) return;
    const isCloserLook = route.screen === this.#route.screen && route.screen !== 'links';
    const step = isCloserLook ? 'replaceState' : 'pushState';
    this.#window.history[step](null, '', hash);
    this.#route = route;
  }
}
