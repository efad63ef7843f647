// A link that is being written: what was typed, what the rules say of it, and what became of it.
import { createContext } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import { toIpcError } from '../../../lib/ipc/client';
import type {
  CataloguePrice,
  IpcError,
  LinkCheck,
  LinkRow,
  LinkTerms,
  LinkTermsPage,
  Replaced,
} from '../../../lib/ipc/generated';
import type { Session } from '../../../lib/state/session.svelte';
import { Findings } from './findings.svelte';
import { numbersOf } from './numbers';
import { tidied } from './tidy';
import { blankTerms, emptyRow, mended, read, write, type Numbers, type Reading } from './written';

/** How long typing rests before the rules are asked. */
const CHECK_PAUSE_MS = 150;

/** What the form is for. */
export type Purpose = 'new' | 'edit' | 'replace';

/** A price of the catalogue that an item has, as the form shows it. */
export interface Pick {
  product: string;
  name: string;
  price: Omit<CataloguePrice, 'id'> | null;
}

/** What is kept of an unfinished form, as JSON. */
export interface FormState {
  version: 1;
  written: ReturnType<typeof blankTerms>;
  currency: string;
  sharesMetadata: boolean;
  picks: [string, Pick][];
  submission: string;
  /** What the form was for; a new link where nothing is said. */
  purpose?: Purpose;
  /** The terms of the link when it began to be changed, as JSON. */
  base?: string;
}

export class LinkForm {
  /** What was typed. */
  written = $state(blankForm());
  /** Whether the payments carry the link's own keys too. */
  sharesMetadata = $state(true);
  /** What is known of prices and products of the catalogue, by id. */
  readonly picks = new SvelteMap<string, Pick>();
  readonly findings = new Findings();
  /** The folds that are open. */
  readonly open = new SvelteSet<string>();
  purpose = $state<Purpose>('new');
  /** The link that is changed, replaced or copied. */
  page = $state.raw<LinkTermsPage | null>(null);
  /** What the rules said last. */
  check = $state.raw<LinkCheck | null>(null);
  /** The link, once it is made or changed. */
  made = $state.raw<LinkRow | null>(null);
  replaced = $state.raw<Replaced | null>(null);
  isSending = $state(false);
  /** How often it was sent in vain; each time what is wrong is laid open. */
  attempts = $state(0);
  /** What went wrong that belongs to no field. */
  error = $state.raw<IpcError | null>(null);
  /** Whether anything was typed since the form was filled. */
  isChanged = $state(false);
  /** Hears of each change; the screen keeps the draft by it. */
  onchange: () => void = () => undefined;

  readonly session: Session;
  #currency = $state('');
  #submission = crypto.randomUUID() as string;
  #asked = 0;
  #pause: ReturnType<typeof setTimeout> | undefined;

  constructor(session: Session) {
    this.session = session;
  }

  /** The currency of the first item that has one, else the one to offer first. */
  get currency(): string {
    const picked = this.written.line_items.map(
      ({ price }) => this.picks.get(price)?.price?.currency,
    );
    const first = picked.find(Boolean);
    return first ?? (this.#currency || this.session.app.value?.defaultCurrency || 'eur');
  }

  set currency(code: string) {
    this.#currency = code;
    this.changed('currency');
  }

  readonly rule = $derived.by(() => this.session.currencies.rule(this.currency));
  readonly numbers: Numbers = $derived.by(() => numbersOf(this.session.locale.format, this.rule));
  readonly isSubscription = $derived.by(
    () =>
      this.written.line_items.some((item) =>
        item.price === ''
          ? !item.custom_unit_amount.enabled && item.price_data.recurring.interval !== ''
          : Boolean(this.picks.get(item.price)?.price?.interval),
      ) || this.#isKnownSubscription(),
  );

  #isKnownSubscription(): boolean {
    // The rules may know more of a price of the catalogue than the form does.
    return (
      this.check?.mode === 'subscription' &&
      this.written.line_items.some(({ price }) => price !== '')
    );
  }

  /** Whether the parameter cannot be changed on the link that is open. */
  isFixed(param: string): boolean {
    if (this.purpose !== 'edit') return false;
    const plain = param.replace(/\[\d+\]/g, '[]');
    return (this.page?.fixed ?? []).some(
      (fixed) => plain === fixed || plain.startsWith(`${fixed}[`),
    );
  }

  /** Something was typed or chosen at a field. */
  changed(param?: string): void {
    if (param) this.findings.changed(param);
    this.isChanged = true;
    this.error = null;
    clearTimeout(this.#pause);
    this.#pause = setTimeout(() => void this.examine(), CHECK_PAUSE_MS);
    this.onchange();
  }

  /** A field was left. */
  leave(param: string, isEmpty: boolean): void {
    // Passing through an empty form is no mistake yet.
    if (!isEmpty) this.findings.touch(param);
  }

  /** What was written, as terms to be sent. */
  read(): Reading {
    const { terms, unreadable } = read(this.written, this.numbers);
    const { currency, isSubscription, sharesMetadata } = this;
    return { terms: tidied(terms, { currency, isSubscription, sharesMetadata }), unreadable };
  }

  /** Asks the rules; the newest question's answer counts. */
  async examine(): Promise<void> {
    clearTimeout(this.#pause);
    this.#asked += 1;
    const asked = this.#asked;
    const { terms, unreadable } = this.read();
    const mine = [...unreadable].map(([param, message]) => ({ param, message }));
    const link = this.purpose === 'edit' ? this.page?.id : undefined;
    try {
      const check = await this.session.call('check_link', { terms, link });
      if (asked !== this.#asked) return;
      this.check = check;
      this.findings.take([...mine, ...check.problems], check.warnings);
    } catch {
      // Nobody answered; what is sent is checked again where it arrives.
      if (asked === this.#asked) this.findings.take(mine, []);
    }
  }

  /** Nobody looks at it any more. */
  rest(): void {
    clearTimeout(this.#pause);
    this.#asked += 1;
  }

  /** Makes or changes the link; whether there was nothing left to correct. */
  async send(): Promise<boolean> {
    if (this.isSending) return false;
    this.isSending = true;
    this.error = null;
    try {
      await this.examine();
      this.findings.touchAll();
      if (!this.findings.isClean) {
        this.attempts += 1;
        return false;
      }
      await this.#deliver(this.read().terms);
      return true;
    } catch (thrown) {
      this.#refuse(toIpcError(thrown));
      return false;
    } finally {
      this.isSending = false;
    }
  }

  async #deliver(terms: LinkTerms): Promise<void> {
    const submission = this.#submission;
    const id = this.page?.id ?? '';
    if (this.purpose === 'new') {
      this.made = await this.session.call('create_link', { terms, submission });
    } else if (this.purpose === 'edit') {
      this.made = await this.session.call('update_link', { id, terms, submission });
    } else {
      this.replaced = await this.session.call('replace_link', { id, terms, submission });
      this.made = this.replaced.made;
    }
  }

  #refuse(error: IpcError): void {
    const { field } = error.details;
    if (field) this.findings.refuse(field, error.message);
    else this.error = error;
    this.attempts += 1;
  }

  /** Everything as it was before anything was written. */
  reset(): void {
    this.#take(blankForm());
    this.sharesMetadata = true;
    this.page = null;
    this.purpose = 'new';
  }

  /** Fills the form with the terms of a link or a template. */
  fill(terms: LinkTerms, purpose: Purpose = 'new', page: LinkTermsPage | null = null): void {
    const code = terms.line_items.map((item) => item.price_data.currency).find(Boolean);
    this.#currency = code ?? terms.currency ?? this.#currency;
    this.page = page;
    this.purpose = purpose;
    const written = write(terms, this.numbers);
    if (written.line_items.length === 0) written.line_items.push(emptyRow('line_items'));
    this.#take(written);
    this.sharesMetadata = isShared(terms);
    void this.examine();
  }

  #take(written: typeof this.written): void {
    this.written = written;
    this.made = null;
    this.replaced = null;
    this.error = null;
    this.check = null;
    this.isChanged = false;
    this.#submission = crypto.randomUUID();
    this.findings.clear();
    this.open.clear();
  }

  /** Whether nothing is written. */
  get isBlank(): boolean {
    // Told at once of most: this is asked while somebody types.
    if (this.written.line_items.length !== 1) return false;
    return JSON.stringify(this.written) === JSON.stringify(blankForm());
  }

  /** What to keep of it: a {@link FormState} as JSON. */
  body(): string {
    const state: FormState = {
      version: 1,
      written: this.written,
      currency: this.#currency,
      sharesMetadata: this.sharesMetadata,
      picks: [...this.picks],
      submission: this.#submission,
      purpose: this.purpose,
    };
    if (this.page) state.base = JSON.stringify(this.page.terms);
    return JSON.stringify(state);
  }

  /** Goes on with what was kept, of a link that is changed with that link as it is now. */
  restore(body: string, page: LinkTermsPage | null = null): void {
    const state = JSON.parse(body) as FormState;
    this.reset();
    this.page = page;
    this.purpose = page ? (state.purpose ?? 'edit') : 'new';
    this.#currency = state.currency;
    this.sharesMetadata = state.sharesMetadata;
    this.written = mended(state.written);
    if (this.written.line_items.length === 0) this.written.line_items.push(emptyRow('line_items'));
    this.#submission = state.submission;
    for (const [id, pick] of state.picks) if (!this.picks.has(id)) this.picks.set(id, pick);
    void this.examine();
  }
}

function blankForm() {
  const written = blankTerms();
  written.line_items.push(emptyRow('line_items'));
  return written;
}

/** Whether payments carry the same keys as the link: so it is offered for a link without any. */
function isShared(terms: LinkTerms): boolean {
  const { metadata, payment_intent_data: once, subscription_data: again } = terms;
  const own = JSON.stringify(metadata);
  const held = [once.metadata, again.metadata].map((keys) => JSON.stringify(keys));
  return own === '{}' ? held.every((text) => text === '{}') : held.includes(own);
}

export const [getForm, setForm] = createContext<LinkForm>();
