// What is typed into the search of payments: words, and filters such as `status:refunded >20 last:7d`.
import { parseAmount } from '../../../lib/format/amount';
import type { CurrencyRule, PaymentsQuery } from '../../../lib/ipc/generated';
import { dayFrom, spanOf, type Span } from './times';

/** What the reading depends on. */
export interface Context {
  nowMs: number;
  /** In which numbers are typed. */
  locale: string;
  defaultCurrency: string;
  /** A currency's rule; null for what is none. */
  rule: (code: string) => CurrencyRule | null;
  /** The status that a word stands for, in Stripe's word or in the shop's. */
  status: (word: string) => string | null;
}

/** One filter as it was understood. */
export type Part =
  | { kind: 'status'; status: string }
  | { kind: 'order'; order: 'pending' | 'done' }
  | { kind: 'over' | 'under' | 'least' | 'most' | 'exactly'; amount: number }
  | { kind: 'between'; amount: number; other: number }
  | { kind: 'currency'; currency: string }
  | { kind: 'link'; name: string }
  | { kind: 'card'; last4: string }
  | ({ kind: 'time' } & Span)
  | { kind: 'words'; words: string };

/** What cannot be understood: the key and what was written after it. */
export interface Problem {
  key: Key | 'amount';
  value: string;
}

export interface Understood {
  query: Pick<
    PaymentsQuery,
    | 'status'
    | 'fulfilment'
    | 'currency'
    | 'least'
    | 'most'
    | 'link'
    | 'linkName'
    | 'last4'
    | 'from'
    | 'to'
    | 'search'
  >;
  parts: Part[];
  problems: Problem[];
  /** In which currency amounts are meant. */
  currency: string;
}

export const KEYS = [
  'status',
  'order',
  'currency',
  'link',
  'card',
  'last',
  'from',
  'to',
  'on',
] as const;
export type Key = (typeof KEYS)[number];

/** Codes of currencies that are nothing but that. */
const PLAIN = new Set(
  'aud brl cad chf cny czk dkk eur gbp hkd huf inr jpy krw mxn myr nok nzd pln sek sgd thb twd usd zar'.split(
    ' ',
  ),
);

const TOKEN = /[^\s":]+:"[^"]*"?|"[^"]*"?|\S+/g;

/** Reads what was typed. What is no filter is a word to find. */
export function understand(text: string, context: Context): Understood {
  const tokens = text.match(TOKEN) ?? [];
  const currency = tokens.map((token) => currencyOf(token, context)).find((code) => code !== null);
  const reading = new Reading(context, currency ?? context.defaultCurrency);
  for (const token of tokens) reading.take(token);
  return reading.result(currency !== undefined);
}

class Reading {
  readonly #understood: Understood;
  readonly #words: string[] = [];

  constructor(
    readonly context: Context,
    currency: string,
  ) {
    this.#understood = { query: {}, parts: [], problems: [], currency };
  }

  take(token: string): void {
    const colon = token.indexOf(':');
    const key = KEYS.find((key) => key === token.slice(0, colon).toLowerCase());
    if (colon > 0 && key) this.#filter(key, unquoted(token.slice(colon + 1)));
    else if (currencyOf(token, this.context) !== null) return;
    else if (!this.#amount(token)) this.#words.push(unquoted(token));
  }

  result(isCurrencyNamed: boolean): Understood {
    const { query, parts, currency } = this.#understood;
    // An amount is one of a currency; without a name it is the shop's own.
    const hasAmount = query.least !== undefined || query.most !== undefined;
    if (isCurrencyNamed || hasAmount) {
      query.currency = currency;
      parts.push({ kind: 'currency', currency });
    }
    const words = this.#words.filter(Boolean).join(' ');
    if (words !== '') {
      query.search = words;
      parts.push({ kind: 'words', words });
    }
    return this.#understood;
  }

  #filter(key: Key, value: string): void {
    // Not written to its end yet.
    if (value === '') return;
    if (!this.#understoodAs(key, value)) this.#understood.problems.push({ key, value });
  }

  #understoodAs(key: Key, value: string): boolean {
    const { query } = this.#understood;
    switch (key) {
      case 'status': {
        const status = this.context.status(value);
        if (status === null) return false;
        query.status = status;
        this.#say({ kind: 'status', status });
        return true;
      }
      case 'order': {
        const order = orderCalled(value.toLowerCase());
        if (order === null) return false;
        query.fulfilment = order;
        this.#say({ kind: 'order', order });
        return true;
      }
      case 'currency':
        return this.context.rule(value.toLowerCase()) !== null;
      case 'link':
        delete query.link;
        delete query.linkName;
        query[/^plink_[A-Za-z0-9]+$/.test(value) ? 'link' : 'linkName'] = value;
        this.#say({ kind: 'link', name: value });
        return true;
      case 'card':
        if (!/^\d{4}$/.test(value)) return false;
        query.last4 = value;
        this.#say({ kind: 'card', last4: value });
        return true;
      case 'last':
      case 'on':
        return this.#time(spanOf(key, value, this.context.nowMs));
      case 'from':
      case 'to': {
        const day = dayFrom(value, this.context.nowMs);
        return this.#time(day === null ? null : { [key]: day });
      }
    }
  }

  #time(span: Span | null): boolean {
    if (span === null) return false;
    const { query, parts } = this.#understood;
    // Of several stretches, what all of them have.
    if (span.from !== undefined) query.from = Math.max(query.from ?? span.from, span.from);
    if (span.to !== undefined) query.to = Math.min(query.to ?? span.to, span.to);
    parts.push({ kind: 'time', ...span });
    return true;
  }

  /** A filter that there is once: said again it takes the place of the one before. */
  #say(part: Part): void {
    const { parts } = this.#understood;
    const before = parts.findIndex(({ kind }) => kind === part.kind);
    if (before >= 0) parts.splice(before, 1);
    parts.push(part);
  }

  /** `>20`, `<=12,50`, `=48`, `20..50`; whatever else is no amount. */
  #amount(token: string): boolean {
    const { parts, problems } = this.#understood;
    const sign = /^(>=|<=|>|<|=)(.*)$/.exec(token);
    const range = /^(\d[\d.,]*?)\.\.(\d[\d.,]*)$/.exec(token);
    const typed = sign ? [sign[2]] : range ? [range[1], range[2]] : [];
    if (typed.length === 0) return false;
    if (typed.includes('')) return true;
    const [amount, other] = typed.map((text) => this.#minor(text ?? ''));
    if (amount === undefined || amount === null || other === null) {
      problems.push({ key: 'amount', value: token });
      return true;
    }
    if (other !== undefined) {
      const [least, most] = [Math.min(amount, other), Math.max(amount, other)];
      this.#within(least, most);
      parts.push({ kind: 'between', amount: least, other: most });
      return true;
    }
    const [kind, least, most] = bounds(sign?.[1] ?? '=', amount);
    this.#within(least, most);
    parts.push({ kind, amount });
    return true;
  }

  /** Of several bounds, what all of them allow. */
  #within(least: number | null, most: number | null): void {
    const { query } = this.#understood;
    if (least !== null) query.least = Math.max(query.least ?? least, least);
    if (most !== null) query.most = Math.min(query.most ?? most, most);
  }

  #minor(text: string): number | null {
    const rule = this.context.rule(this.#understood.currency);
    if (!rule) return null;
    const amount = parseAmount(text, this.context.locale, rule);
    if ('minor' in amount) return amount.minor;
    return amount.problem === 'zero' ? 0 : null;
  }
}

type Bounds = ['over' | 'under' | 'least' | 'most' | 'exactly', number | null, number | null];

function bounds(sign: string, amount: number): Bounds {
  switch (sign) {
    case '>':
      return ['over', amount + 1, null];
    case '>=':
      return ['least', amount, null];
    case '<':
      return ['under', null, amount - 1];
    case '<=':
      return ['most', null, amount];
    default:
      return ['exactly', amount, amount];
  }
}

function orderCalled(word: string): 'pending' | 'done' | null {
  switch (word) {
    case 'open':
      return 'pending';
    case 'done':
      return 'done';
    default:
      return null;
  }
}

/**
 * The currency that a token names with its key, or bare: of the codes only those that nobody is called by. Bob, Ron
 * and “try” want the key.
 */
function currencyOf(token: string, { rule, defaultCurrency }: Context): string | null {
  const named = /^currency:"?([A-Za-z]{3})"?$/i.exec(token)?.[1];
  const bare = token.toLowerCase();
  const isPlain = PLAIN.has(bare) || bare === defaultCurrency;
  const code = named?.toLowerCase() ?? (isPlain ? bare : undefined);
  return code !== undefined && rule(code) ? code : null;
}

function unquoted(text: string): string {
  return text.replace(/^"/, '').replace(/"$/, '').trim();
}
