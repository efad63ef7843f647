import { describe, expect, it } from 'vitest';

import { Currencies } from '../../lib/format/currencies';
import type { IpcError, NewLink } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';
import { LinkDraft } from './draft.svelte';
import { fieldOf, nameProblem } from './draft-rules';

const RULES = [{ code: 'eur', exponent: 2, step: 1, minimum: 50, maximum: 99_999_999 }];

/** A session that takes links, or refuses them with `refusal`. */
function shop(locale = 'en') {
  const state: { sent: NewLink[]; refusal: IpcError | null } = { sent: [], refusal: null };
  const session = {
    locale: { format: locale, words: 'en' },
    app: { value: { defaultCurrency: 'eur' } },
    currencies: new Currencies(RULES, locale),
    count: (count: number) => String(count),
    call: async (_name: string, link: NewLink) => {
      state.sent.push(link);
      if (state.refusal) throw state.refusal;
      return { id: 'plink_1', name: link.name };
    },
  } as unknown as Session;
  const draft = new LinkDraft(session);
  draft.name = ' Birthday cake ';
  draft.price = '86.50';
  return { state, draft };
}

const refusal = (details: Record<string, string>): IpcError => ({
  code: 'stripe_refused',
  message: 'Stripe said no.',
  retryable: false,
  details,
});

describe('LinkDraft', () => {
  it('sends minor units, and shows what was made', async () => {
    const { state, draft } = shop();
    draft.quantity = '2';
    expect(draft.total).toBe(17_300);
    expect(await draft.create()).toBeNull();
    const { submission, ...content } = state.sent[0] ?? {};
    expect(content).toEqual({ name: 'Birthday cake', amount: 8650, currency: 'eur', quantity: 2 });
    expect(submission).toMatch(/^[0-9a-f-]{36}$/);
    expect(draft.made).toMatchObject({ id: 'plink_1' });
  });

  it('sends the same content under the same submission, and other content under another', async () => {
    const { state, draft } = shop();
    state.refusal = { ...refusal({}), code: 'stripe_unreachable', retryable: true };
    await draft.create();
    await draft.create();
    draft.price = '90';
    await draft.create();
    draft.price = '86.50';
    await draft.create();
    const [first, again, other, back] = state.sent.map(({ submission }) => submission);
    expect(again).toBe(first);
    expect(other).not.toBe(first);
    expect(back).toBe(first);
  });

  it('keeps what was typed when it is refused, and says so at the field until it changes', async () => {
    const { state, draft } = shop();
    state.refusal = refusal({ field: 'amount' });
    expect(await draft.create()).toBe('price');
    expect(draft.price).toBe('86.50');
    expect(draft.problem('price')).toBe('Stripe said no.');
    expect(draft.error).toBeNull();
    draft.price = '87';
    expect(draft.problem('price')).toBeNull();
  });

  it('shows what belongs to no field on its own', async () => {
    const { state, draft } = shop();
    state.refusal = refusal({ requestId: 'req_1' });
    expect(await draft.create()).toBeNull();
    expect(draft.error?.message).toBe('Stripe said no.');
  });

  it('sends nothing that is wrong, and names the first wrong field', async () => {
    const { state, draft } = shop();
    draft.name = '';
    draft.price = '1.234';
    expect(await draft.create()).toBe('name');
    draft.name = 'Cake';
    expect(await draft.create()).toBe('price');
    draft.price = '0.25';
    expect(await draft.create()).toBe('price');
    expect(draft.problem('price')).toContain('smallest');
    draft.quantity = '2';
    expect(await draft.create()).toBeNull();
    expect(state.sent).toHaveLength(1);
  });

  it('says nothing about a field before it was left', () => {
    const { draft } = shop('de');
    draft.price = 'abc';
    expect(draft.problem('price')).toBeNull();
    draft.leave('price');
    expect(draft.problem('price')).toContain('digits');
  });

  it('reads the price again when the currency changes', () => {
    const { draft } = shop();
    expect(draft.unit).toBe(8650);
    draft.currency = 'jpy';
    expect(draft.unit).toBeNull();
  });
});

describe('the rules of fields', () => {
  it.each([
    ['amount', 'price'],
    ['line_items[0][price_data][unit_amount]', 'price'],
    ['line_items[0][price_data][currency]', 'currency'],
    ['line_items[0][quantity]', 'quantity'],
    ['line_items[0][price_data][product_data][name]', 'name'],
    ['submission', null],
    [undefined, null],
  ])('%s belongs to %s', (name, field) => {
    expect(fieldOf(name)).toBe(field);
  });

  it('counts a name in characters, not in halves of emoji', () => {
    expect(nameProblem('🎂'.repeat(250))).toBeNull();
    expect(nameProblem('🎂'.repeat(251))).toContain('251');
    expect(nameProblem('   ')).toContain('Say what');
  });
});
