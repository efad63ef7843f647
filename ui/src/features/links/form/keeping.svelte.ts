// The one new link that is being written: kept while it is unfinished, and gone once it is made.
import { createContext } from 'svelte';

import { toIpcError } from '../../../lib/ipc/client';
import type { IpcError, LinkTerms } from '../../../lib/ipc/generated';
import type { Session } from '../../../lib/state/session.svelte';
import { LinkForm } from './form.svelte';
import { KeptDraft } from './kept-draft';
import { learnPicks } from './picks';

/** How long typing rests before the draft is kept. */
const KEEP_PAUSE_MS = 500;

/** Where the contents of the form came from. */
export type Origin =
  | { kind: 'draft'; at: number }
  | { kind: 'copy'; name: string | null }
  | { kind: 'template'; name: string };

/** A draft that made way for something else, as long as the page lives. */
interface Aside {
  body: string;
  at: number;
}

export class Keeping {
  readonly form: LinkForm;
  origin = $state.raw<Origin | null>(null);
  aside = $state.raw<Aside | null>(null);
  /** Why the draft cannot be kept or the copy not be made. */
  error = $state.raw<IpcError | null>(null);
  isFilling = $state(false);

  readonly #session: Session;
  readonly #draft: KeptDraft;
  /** The link that the form holds a copy of. */
  #from: string | null = null;
  #loaded: Promise<void> | null = null;
  #pause: ReturnType<typeof setTimeout> | undefined;
  #isKept = false;

  constructor(session: Session) {
    this.#session = session;
    this.#draft = new KeptDraft(session);
    this.form = new LinkForm(session);
    this.form.onchange = () => {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => void this.keep(), KEEP_PAUSE_MS);
    };
  }

  /** Fills the form with what was kept, or with a copy of a link, once. */
  async open(from: string | undefined): Promise<void> {
    this.#loaded ??= this.#load();
    await this.#loaded;
    if (from !== undefined && from !== this.#from) await this.#copy(from);
  }

  async #load(): Promise<void> {
    try {
      const { body, at } = await this.#draft.show();
      if (!body || at === null || this.form.isChanged) return;
      this.form.restore(body);
      void learnPicks(this.form);
      this.#isKept = true;
      this.origin = { kind: 'draft', at };
    } catch {
      // What cannot be read any more is no draft; the form is empty then.
    }
  }

  async #copy(id: string): Promise<void> {
    this.#from = id;
    this.isFilling = true;
    this.error = null;
    try {
      const page = await this.#session.call('link_terms', { id });
      this.#setAside();
      this.form.fill(forCopy(page.terms));
      void learnPicks(this.form, page);
      this.origin = { kind: 'copy', name: page.name };
    } catch (thrown) {
      this.#from = null;
      this.error = toIpcError(thrown);
    } finally {
      this.isFilling = false;
    }
  }

  /** Begins with the terms of a template. */
  useTemplate(name: string, terms: LinkTerms): void {
    this.#setAside();
    this.form.fill(terms);
    void learnPicks(this.form);
    this.form.changed();
    this.origin = { kind: 'template', name };
  }

  #setAside(): void {
    const isWorth = this.#isKept || this.form.isChanged;
    if (!isWorth) return;
    const at = Math.floor(Date.now() / 1000);
    this.aside = {
      body: this.form.body(),
      at: this.origin?.kind === 'draft' ? this.origin.at : at,
    };
  }

  /** Keeps what is written now; before it is sent, whatever it is. */
  async keep(isSent = false): Promise<void> {
    clearTimeout(this.#pause);
    const { form } = this;
    if (form.made || !(form.isChanged || isSent)) return;
    if (form.isBlank) {
      if (this.#isKept) await this.drop();
      return;
    }
    try {
      await this.#draft.keep(form.body());
      this.#isKept = true;
    } catch {
      // It stays in the form; the next change tries again.
    }
  }

  /** Empties the form and forgets the draft; it can be brought back while the page lives. */
  startAnew(): void {
    this.#setAside();
    this.#clear();
    void this.drop();
  }

  /** Goes back to the draft that made way. */
  bringBack(): void {
    const { aside } = this;
    if (!aside) return;
    this.#clear();
    this.aside = null;
    this.form.restore(aside.body);
    this.form.changed();
    this.origin = { kind: 'draft', at: aside.at };
  }

  /** The link is made: nothing is unfinished any more. */
  async drop(): Promise<void> {
    clearTimeout(this.#pause);
    this.#isKept = false;
    try {
      await this.#draft.drop();
    } catch {
      // An old draft that comes up again does no harm: its submission makes no second link.
    }
  }

  /** Ready for the next link. */
  next(): void {
    this.aside = null;
    this.#clear();
  }

  #clear(): void {
    clearTimeout(this.#pause);
    this.form.reset();
    this.origin = null;
    this.error = null;
    this.#from = null;
  }
}

/** Without what only a link that exists has. */
export function forCopy(terms: LinkTerms): LinkTerms {
  return { ...terms, line_items: terms.line_items.map((item) => ({ ...item, id: '' })) };
}

/** The draft stays while another screen is open. */
export const [getKeeping, setKeeping] = createContext<Keeping>();
