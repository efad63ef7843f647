// Which screen is open, kept in the part of the address after `#`.

/** A screen, and what is open on it. */
export type Route =
  | { screen: 'home' }
  | { screen: 'payments'; id?: string }
  | { screen: 'links'; id?: string }
  | { screen: 'new-link' }
  | { screen: 'connect' }
  | { screen: 'connection' }
  | { screen: 'health' }
  | { screen: 'rehearsal' };

export type Screen = Route['screen'];

/** Screens on which nothing else is opened. */
const WHOLE = ['connect', 'connection', 'health', 'rehearsal'] as const;

/** Ids come from the address, so from anyone: letters, digits and underscores only. */
const ID = /^[A-Za-z0-9_]{1,255}$/;

/** Reads an address; whatever leads nowhere leads home. */
export function parseRoute(hash: string): Route {
  const [screen, id, ...rest] = hash.replace(/^#?\/?/, '').split('/');
  if (rest.length > 0) return { screen: 'home' };
  const whole = WHOLE.find((name) => name === screen);
  if (whole && id === undefined) return { screen: whole };
  if (screen === 'links' && id === 'new') return { screen: 'new-link' };
  if (screen === 'payments' || screen === 'links') {
    if (!id) return { screen };
    return ID.test(id) ? { screen, id } : { screen };
  }
  return { screen: 'home' };
}

/** The address of a screen. */
export function formatRoute(route: Route): string {
  if (route.screen === 'home') return '#/';
  if (route.screen === 'new-link') return '#/links/new';
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

  /** Opens a screen. What is only a closer look at the same screen takes no step in the history. */
  go(route: Route): void {
    const hash = formatRoute(route);
    if (hash === formatRoute(this.#route)) return;
    const step = route.screen === this.#route.screen ? 'replaceState' : 'pushState';
    this.#window.history[step](null, '', hash);
    this.#route = route;
  }
}
