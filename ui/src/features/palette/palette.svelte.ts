// The palette: which of its two dialogs is open, what is typed, what it finds, and what is chosen.
import { createContext } from 'svelte';

import type { Session } from '../../lib/state/session.svelte';
import { groupsOf, type Entry, type Group, type LookEntry } from './entries';
import { Finder } from './finder.svelte';
import type { Focus } from './focus';

type Dialog = 'search' | 'shortcuts';

/** Where each key leads among the entries; beyond the ends it leads nowhere. */
const STEPS: Record<string, (at: number, last: number) => number> = {
  ArrowDown: (at) => at + 1,
  ArrowUp: (at) => at - 1,
  Home: () => 0,
  End: (_at, last) => last,
};

export class Palette {
  open = $state<Dialog | null>(null);
  readonly finder: Finder;
  readonly groups: readonly Group[] = $derived.by(() => this.#groups());
  readonly entries: readonly Entry[] = $derived(this.groups.flatMap(({ entries }) => entries));
  /** Which entry Enter chooses: the one that was gone to, else the first; -1 where there is none. */
  readonly markedAt: number = $derived.by(() => {
    const at = this.entries.findIndex(({ id }) => id === this.#markedId);
    return at < 0 && this.entries.length > 0 ? 0 : at;
  });

  readonly #session: Session;
  readonly #focus: Pick<Focus, 'remember' | 'giveBack' | 'goOn'>;
  #text = $state('');
  #markedId = $state<string | null>(null);
  /** Whether Enter was pressed before the answer came: then the answer is chosen from. */
  #isChosen = false;

  constructor(session: Session, focus: Pick<Focus, 'remember' | 'giveBack' | 'goOn'>) {
    this.#session = session;
    this.#focus = focus;
    this.finder = new Finder(session.call, () => this.#isChosen && this.choose());
  }

  get marked(): Entry | null {
    return this.entries[this.markedAt] ?? null;
  }

  get text(): string {
    return this.#text;
  }

  /** Something else is typed: the first of what it leads to is marked. */
  set text(text: string) {
    this.#text = text;
    this.#markedId = null;
    this.#isChosen = false;
    if (this.#isOpenAccount) this.finder.ask(text);
  }

  /** Opens a dialog, in the place of the other; the same once more closes it. */
  toggle(dialog: Dialog): void {
    if (this.open === dialog) return this.close();
    if (this.open === null) this.#focus.remember();
    this.#empty();
    this.open = dialog;
  }

  /** Closes what is open, and goes back to where one was. */
  close(): void {
    if (this.open === null) return;
    this.open = null;
    this.#empty();
    void this.#focus.giveBack();
  }

  mark(entry: Entry): void {
    this.#markedId = entry.id;
  }

  /** Whether a key moves among the entries; then it has. */
  move(key: string): boolean {
    const step = STEPS[key];
    if (!step || this.markedAt < 0) return false;
    this.#isChosen = false;
    const to = this.entries[step(this.markedAt, this.entries.length - 1)];
    if (to) this.mark(to);
    return true;
  }

  /** Whether an entry answers what was typed before. */
  isStale(entry: Entry): boolean {
    return this.finder.isLooking && (entry.kind === 'payment' || entry.kind === 'link');
  }

  /** Does what is marked. What answers older words is not meant: then the answer is waited for. */
  choose(entry: Entry | null = this.marked): void {
    if (!entry || this.isStale(entry)) {
      this.#isChosen = this.finder.isLooking;
      return;
    }
    if (entry.kind === 'look') return this.#wear(entry);
    if (entry.kind === 'spot' && entry.does === 'shortcuts') return this.toggle('shortcuts');
    this.open = null;
    this.#empty();
    const { route } = entry;
    if (route === null) return void this.#session.till.lock();
    this.#session.router.go(route);
    void this.#focus.goOn('id' in route ? route.id : undefined);
  }

  /** Looks so from now on; one stays where one is. */
  #wear({ look }: LookEntry): void {
    const { preferred } = this.#session;
    this.close();
    void (typeof look === 'string' ? preferred.zoom(look) : preferred.choose(look));
  }

  /** Asks the same again. */
  retry(): void {
    this.finder.ask(this.#text);
  }

  get #isOpenAccount(): boolean {
    return !this.#session.app.value?.problem;
  }

  #groups(): Group[] {
    const kind = this.#session.app.value?.account.kind ?? 'practice';
    const { till } = this.#session;
    return groupsOf(this.#text, { kind, isOpen: this.#isOpenAccount, till }, this.finder);
  }

  #empty(): void {
    this.text = '';
  }
}

/** The palette of the frame. */
export const [getPalette, setPalette] = createContext<Palette>();
