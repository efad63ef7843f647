// FOR TESTS ONLY: a session that answers the form's commands and keeps what was asked.
import { Currencies } from '../../../lib/format/currencies';
import type { IpcError, LinkCheck, TermsProblem } from '../../../lib/ipc/generated';
import type { Session } from '../../../lib/state/session.svelte';

const rule = (code: string, exponent: number, step = 1) => ({
  code,
  exponent,
  step,
  minimum: 1,
  maximum: 99_999_999,
});

const RULES = [rule('eur', 2), rule('usd', 2), rule('jpy', 0), rule('kwd', 3, 10)];

export interface Asked {
  name: string;
  args: never;
}

export class FakeShop {
  asked: Asked[] = [];
  problems: TermsProblem[] = [];
  refusal: IpcError | null = null;
  draft: { body: string | null; at: number | null } = { body: null, at: null };
  answers: Record<string, unknown> = {};
  readonly session: Session;

  constructor(locale = 'en') {
    this.session = {
      locale: { language: 'en', format: locale, words: 'en' },
      app: { value: { defaultCurrency: 'eur', account: { kind: 'practice', name: 'Bakery' } } },
      currencies: new Currencies(RULES, locale),
      count: (count: number) => String(count),
      money: (minor: number, code: string) => `${minor} ${code}`,
      dates: { moment: String },
      clock: { now: 0 },
      call: (name: string, args: never) => this.#answer(name, args),
    } as unknown as Session;
  }

  /** The arguments of each call of a command. */
  of<T>(name: string): T[] {
    return this.asked.filter((asked) => asked.name === name).map(({ args }) => args as T);
  }

  async #answer(name: string, args: never): Promise<unknown> {
    this.asked.push({ name, args: structuredClone(args) });
    if (name === 'check_link') return this.#check();
    if (name === 'show_link_draft') return this.draft;
    if (/^(create|update|replace)_link$/.test(name) && this.refusal) throw this.refusal;
    if (name === 'create_link' || name === 'update_link') return { id: 'plink_1' };
    if (name === 'replace_link') return { made: { id: 'plink_2' }, closed: null, trouble: 'No.' };
    return this.answers[name] ?? null;
  }

  #check(): LinkCheck {
    const { problems } = this;
    return { problems, warnings: [], total: 8650, currency: 'eur', mode: 'payment' };
  }
}

/** A refusal of Stripe's. */
export const refusal = (details: Record<string, string>): IpcError => ({
  code: 'stripe_refused',
  // eslint-disable-next-line texts/no-raw-text -- Nobody reads it.
  message: 'Stripe said no.',
  retryable: false,
  details,
});
