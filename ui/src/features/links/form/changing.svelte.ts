// Changes of a link that exists: kept while they are unfinished, and gone once they are saved or given up.
import { toIpcError } from '../../../lib/ipc/client';
import type { IpcError, LinkTermsPage } from '../../../lib/ipc/generated';
import type { Session } from '../../../lib/state/session.svelte';
import { LinkForm, type FormState } from './form.svelte';
import { forCopy } from './keeping.svelte';
import { KeptDraft } from './kept-draft';
import { learnPicks } from './picks';

/** How long typing rests before the draft is kept. */
const KEEP_PAUSE_MS = 500;

/** Changes that were begun before. */
interface Begun {
  /** When, in Unix seconds. */
  at: number;
  /** Whether the link was changed otherwise since. */
  isOvertaken: boolean;
}

export class Changing {
  readonly form: LinkForm;
  page = $state.raw<LinkTermsPage | null>(null);
  begun = $state.raw<Begun | null>(null);
  /** Why the link cannot be read. */
  error = $state.raw<IpcError | null>(null);

  readonly #session: Session;
  readonly #link: string;
  readonly #draft: KeptDraft;
  #isClosed = false;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session, link: string) {
    this.#session = session;
    this.#link = link;
    this.#draft = new KeptDraft(session, link);
    this.form = new LinkForm(session);
    this.form.onchange = () => {
      clearTimeout(this.#pause);
      this.#pause = setTimeout(() => void this.keep(), KEEP_PAUSE_MS);
    };
  }

  /** Fills the form with the link as it is, or with the changes that were begun. */
  async open(): Promise<void> {
    this.error = null;
    try {
      this.page = await this.#session.call('link_terms', { id: this.#link });
    } catch (thrown) {
      this.error = toIpcError(thrown);
      return;
    }
    if (this.#isClosed) return;
    this.form.fill(this.page.terms, 'edit', this.page);
    this.begun = await this.#resume(this.page);
    void learnPicks(this.form, this.page);
  }

  async #resume(page: LinkTermsPage): Promise<Begun | null> {
    try {
      const { body, at } = await this.#draft.show();
      if (!body || at === null || this.form.isChanged || this.#isClosed) return null;
      const { base } = JSON.parse(body) as FormState;
      this.form.restore(body, page);
      return { at, isOvertaken: base !== JSON.stringify(page.terms) };
    } catch {
      // What cannot be read any more is no draft; the form shows the link as it is.
      this.form.fill(page.terms, 'edit', page);
      return null;
    }
  }

  /** From here on everything can be changed: it becomes another link. */
  replace(): void {
    if (!this.page) return;
    const { terms } = this.form.read();
    this.form.fill(forCopy(terms), 'replace', this.page);
  }

  /** The link as it is, without the changes. */
  async startOver(): Promise<void> {
    await this.drop();
    await this.open();
  }

  async keep(): Promise<void> {
    clearTimeout(this.#pause);
    const { form } = this;
    if (form.made || !form.isChanged) return;
    try {
      await this.#draft.keep(form.body());
    } catch {
      // It stays in the form; the next change tries again.
    }
  }

  /** The screen is left; what was written stays. */
  close(): void {
    this.#isClosed = true;
    this.form.rest();
    void this.keep();
  }

  /** The changes are saved or given up. */
  async drop(): Promise<void> {
    clearTimeout(this.#pause);
    this.form.isChanged = false;
    try {
      await this.#draft.drop();
    } catch {
      // They come up once more, and can be given up again.
    }
  }
}
