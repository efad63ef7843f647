// A link that is being written: what was typed, what is wrong with it, and what became of it.
import { createContext } from 'svelte';

import { checkCharge, parseAmount, type AmountProblem } from '../../lib/format/amount';
import { amountSentence } from '../../lib/format/amount-words';
import { MAXIMUM_QUANTITY, parseQuantity } from '../../lib/format/quantity';
import { toIpcError } from '../../lib/ipc/client';
import type { IpcError, LinkRow, NewLink } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';
import { fieldOf, nameProblem, type FieldName } from './draft-rules';

export type { FieldName } from './draft-rules';

export class LinkDraft {
  name = $state('');
  price = $state('');
  quantity = $state('1');
  /** The link, once it is made. */
  made = $state.raw<LinkRow | null>(null);
  isSending = $state(false);
  /** What went wrong that belongs to no field. */
  error = $state.raw<IpcError | null>(null);

  readonly #session: Session;
  #currency = $state<string | null>(null);
  /** Fields that were left once, or sent: only those are told what is wrong with them. */
  #left = $state.raw<ReadonlySet<FieldName>>(new Set());
  /** What Stripe said about a field, until that field changes. */
  #refused = $state.raw<{ field: FieldName; value: string; message: string } | null>(null);
  /** One id for each content that was sent, so that the same content never makes two links. */
  readonly #submissions = new Map<string, string>();

  constructor(session: Session) {
    this.#session = session;
  }

  /** The currency chosen, else the one to offer first. */
  get currency(): string {
    return this.#currency ?? this.#session.app.value?.defaultCurrency ?? 'eur';
  }

  set currency(code: string) {
    this.#currency = code;
  }

  readonly rule = $derived.by(() => this.#session.currencies.rule(this.currency));
  readonly #unit = $derived.by(() =>
    parseAmount(this.price, this.#session.locale.format, this.rule),
  );
  readonly count = $derived.by(() => parseQuantity(this.quantity, this.#session.locale.format));
  /** The price of one in minor units, once it can be read. */
  readonly unit = $derived('minor' in this.#unit ? this.#unit.minor : null);
  readonly #charge = $derived.by(() =>
    this.unit !== null && this.count !== null
      ? checkCharge(this.unit, this.count, this.rule)
      : null,
  );
  /** What one checkout comes to, once it can be charged. */
  readonly total = $derived(this.#charge && 'minor' in this.#charge ? this.#charge.minor : null);

  /** Whether nothing was typed. */
  get isBlank(): boolean {
    return this.name === '' && this.price === '' && this.quantity === '1';
  }

  /** The sentence under a field, or null. */
  problem(field: FieldName): string | null {
    const refused = this.#refused;
    if (refused?.field === field && refused.value === this.#typed(field)) return refused.message;
    return this.#left.has(field) ? this.#rawProblem(field) : null;
  }

  /** The field was left: from now on it is told what is wrong with it. */
  leave(field: FieldName): void {
    // Passing through an empty form is no mistake yet.
    if (this.#typed(field) === '') return;
    this.#left = new Set([...this.#left, field]);
  }

  /** Makes the link; gives back the first field that has to be corrected, if there is one. */
  async create(): Promise<FieldName | null> {
    if (this.isSending) return null;
    const fields = ['name', 'price', 'currency', 'quantity'] as const;
    this.#left = new Set(fields);
    const wrong = fields.find((field) => this.problem(field) !== null);
    if (wrong || this.unit === null || this.count === null) return wrong ?? 'price';
    return this.#send({
      name: this.name.trim(),
      amount: this.unit,
      currency: this.currency,
      quantity: this.count,
    });
  }

  /** Empties the form; the currency stays, as the next link is likely in it too. */
  reset(): void {
    this.name = '';
    this.price = '';
    this.quantity = '1';
    this.made = null;
    this.error = null;
    this.#left = new Set();
    this.#refused = null;
    this.#submissions.clear();
  }

  async #send(content: Omit<NewLink, 'submission'>): Promise<FieldName | null> {
    this.isSending = true;
    this.error = null;
    try {
      const submission = this.#submission(content);
      this.made = await this.#session.call('create_link', { ...content, submission });
      return null;
    } catch (thrown) {
      return this.#refuse(toIpcError(thrown));
    } finally {
      this.isSending = false;
    }
  }

  #submission(content: Omit<NewLink, 'submission'>): string {
    const key = JSON.stringify(content);
    const known = this.#submissions.get(key);
    if (known) return known;
    const made = crypto.randomUUID();
    this.#submissions.set(key, made);
    return made;
  }

  #refuse(error: IpcError): FieldName | null {
    const field = fieldOf(error.details.field);
    if (!field) {
      this.error = error;
      return null;
    }
    this.#refused = { field, value: this.#typed(field), message: error.message };
    return field;
  }

  #typed(field: FieldName): string {
    return this[field];
  }

  #rawProblem(field: FieldName): string | null {
    if (field === 'name') return nameProblem(this.name);
    if (field === 'quantity') {
      return this.count === null ? this.#countSentence() : null;
    }
    const problem = field === 'price' ? this.#priceProblem() : null;
    if (problem === null) return null;
    return amountSentence(problem, this.price, this.#session.locale.format, this.rule);
  }

  #countSentence(): string {
    return `Write a number from 1 to ${this.#session.count(MAXIMUM_QUANTITY)}.`;
  }

  #priceProblem(): AmountProblem | null {
    if ('problem' in this.#unit) return this.#unit.problem;
    return this.#charge && 'problem' in this.#charge ? this.#charge.problem : null;
  }
}

/** The draft stays while another screen is open. */
export const [getDraft, setDraft] = createContext<LinkDraft>();
