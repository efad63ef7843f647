// The currencies that can be charged: their rules from Stripe, their names and signs from `Intl`.
import type { CurrencyRule } from '../ipc/generated';
import { formatMoney, formatRough, intlExponent } from './money';
import { isolated } from './text';

/** A currency to choose from. */
export interface CurrencyChoice {
  code: string;
  /** In the person's language: "euro". */
  name: string;
  /** What a search looks through: the code, the name here and in English, and the sign. */
  terms: string;
}

export class Currencies {
  readonly #rules: Map<string, CurrencyRule>;
  /** Of currencies that are not charged any more: each amount asks for its rule, and `Intl` answers slowly. */
  readonly #others = new Map<string, CurrencyRule>();
  readonly #locale: string;
  readonly #names: Intl.DisplayNames;
  #choices: CurrencyChoice[] | null = null;

  constructor(rules: readonly CurrencyRule[], locale: string) {
    this.#rules = new Map(rules.map((rule) => [rule.code, rule]));
    this.#locale = locale;
    this.#names = new Intl.DisplayNames(locale, { type: 'currency' });
  }

  /** Stripe's rule, or for a currency that is not charged any more, what `Intl` knows of it. */
  rule(code: string): CurrencyRule {
    const known = this.#rules.get(code) ?? this.#others.get(code);
    if (known) return known;
    const exponent = intlExponent(code);
    const rule = { code, exponent, step: 1, minimum: 1, maximum: 99_999_999 };
    this.#others.set(code, rule);
    return rule;
  }

  /** An amount with its currency, as people write it. */
  format(minor: number, code: string): string {
    return isolated(formatMoney(this.#locale, minor, code, this.rule(code)));
  }

  /** A round amount in major units, short: for the side of a chart. */
  rough(major: number, code: string): string {
    return isolated(formatRough(this.#locale, major, code));
  }

  /** The currency's name in the person's language. */
  name(code: string): string {
    return nameIn(this.#names, code);
  }

  /** Every currency, by code. */
  get choices(): readonly CurrencyChoice[] {
    this.#choices ??= this.#listChoices();
    return this.#choices;
  }

  #listChoices(): CurrencyChoice[] {
    const english = new Intl.DisplayNames('en', { type: 'currency' });
    return [...this.#rules.keys()].sort().map((code) => {
      const name = this.name(code);
      const sign = currencySigns(this.#locale, code).join(' ');
      const terms = `${code} ${name} ${nameIn(english, code)} ${sign}`.toLocaleLowerCase();
      return { code, name, terms };
    });
  }
}

function nameIn(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code.toUpperCase()) ?? code.toUpperCase();
  } catch {
    return code.toUpperCase();
  }
}

/** How a currency is written beside an amount: its code, its sign, and its sign at home. */
export function currencySigns(locale: string, code: string): string[] {
  const signs = (['symbol', 'narrowSymbol'] as const).map((currencyDisplay) => {
    const format = new Intl.NumberFormat(locale, {
      style: 'currency',
      currency: code,
      currencyDisplay,
    });
    return format.formatToParts(0).find((part) => part.type === 'currency')?.value ?? '';
  });
  return [...new Set([code.toUpperCase(), ...signs])].filter(Boolean);
}
