// What every screen shares: the way to the program, its state, the route, the clock, the formats.
import { createContext } from 'svelte';

import { Currencies } from '../format/currencies';
import { Dates } from '../format/dates';
import { pageLocale, type Locale } from '../format/locale';
import { isolated } from '../format/text';
import type { Connection, Host } from '../host';
import { createCall, type Call } from '../ipc/client';
import type { AppState, Preferences } from '../ipc/generated';
import { PLAIN } from '../look/look';
import { Announcements } from './announcements';
import { Clock } from './clock.svelte';
import { unhurried } from './coalesce';
import { Preferred } from './preferences.svelte';
import { Resource } from './resource.svelte';
import { Router } from './router.svelte';
import { Till } from './till.svelte';

/** The counts in the frame let the rows go first, and need not follow a burst frame by frame. */
const STATE_PAUSE_MS = 150;

export class Session {
  readonly call: Call;
  readonly announcements = new Announcements();
  readonly router: Router;
  readonly clock = new Clock();
  readonly locale: Locale;
  readonly dates: Dates;
  readonly preferred: Preferred;
  readonly app: Resource<AppState>;
  readonly till: Till;
  readonly #currencies = $derived.by(() => this.#makeCurrencies());
  #made: { key: string; currencies: Currencies } | null = null;
  #connection = $state<Connection>('connected');

  constructor(
    readonly host: Host,
    preferences: Preferences = PLAIN,
  ) {
    this.call = createCall(host, (error) => this.till.mayTryAgain(error));
    this.till = new Till(this.call);
    const reload = () => window.location.reload();
    this.preferred = new Preferred({ host, call: this.call, reload }, preferences);
    this.router = new Router(window);
    this.locale = pageLocale();
    this.dates = new Dates(this.locale);
    this.app = new Resource(() => this.call('app_state', null));
  }

  /** Whether announcements reach the page. */
  get connection(): Connection {
    return this.#connection;
  }

  get currencies(): Currencies {
    return this.#currencies;
  }

  /** An amount with its currency, in the person's locale. */
  money(minor: number, currency: string): string {
    return this.#currencies.format(minor, currency);
  }

  /** A count in the person's locale. */
  count(count: number): string {
    return isolated(count.toLocaleString(this.locale.format));
  }

  /** Fetches the state and listens, until the returned function is called. */
  start(): () => void {
    this.#refresh();
    const later = unhurried(this.app.refresh, STATE_PAUSE_MS);
    const stops = [
      this.clock.start(),
      this.announcements.listen({
        changed: () => void (this.till.isLocked || later()),
        state: () => this.#refresh(),
        place: () => void this.#goToPlace(),
        resync: () => this.#refresh(),
      }),
      this.host.subscribe(
        (announcement) => this.announcements.announce(announcement),
        (connection) => this.#connected(connection),
      ),
    ];
    return () => stops.forEach((stop) => stop());
  }

  #refresh(): void {
    void this.till.state.refresh();
    void this.app.refresh();
    void this.#goToPlace();
  }

  /** Goes where a link from outside leads. */
  async #goToPlace(): Promise<void> {
    try {
      const { place } = await this.call('take_place', null);
      if (place) this.router.go(place);
    } catch {
      // What keeps the program from answering is told where the state is shown.
    }
  }

  #connected(connection: Connection): void {
    this.#connection = connection;
    // Also the first time: something may have changed between the first answers and now.
    if (connection === 'connected') this.announcements.resync();
  }

  /** The same object as before unless the rules changed, so that no amount is written anew. */
  #makeCurrencies(): Currencies {
    const rules = this.app.value?.currencies ?? [];
    const key = JSON.stringify(rules);
    if (this.#made?.key !== key) {
      this.#made = { key, currencies: new Currencies(rules, this.locale.format) };
    }
    return this.#made.currencies;
  }
}

/** The session of the page; set once by the app. */
export const [getSession, setSession] = createContext<Session>();
