import { describe, expect, it } from 'vitest';

import type { LinkTerms } from '../../../lib/ipc/generated';
import { FakeShop, refusal } from './fake-shop';
import { LinkForm, type FormState } from './form.svelte';
import { Keeping } from './keeping.svelte';
import { emptyRow } from './written';

type Sent = { terms: LinkTerms; submission: string };

const NAME = 'line_items[0][price_data][product_data][name]';
const AMOUNT = 'line_items[0][price_data][unit_amount]';

function filled(locale = 'en', price = '86.50') {
  const shop = new FakeShop(locale);
  const form = new LinkForm(shop.session);
  const [item] = form.written.line_items;
  if (!item) throw new Error('no item');
  item.price_data.product_data.name = ' Birthday cake ';
  item.price_data.unit_amount = price;
  return { shop, form, item };
}

/** What is in terms, without what is empty; undefined where that is nothing. */
function given(value: unknown): unknown {
  if (value === null || value === undefined || value === '' || value === false) return undefined;
  if (Array.isArray(value)) return value.length > 0 ? value.map(given) : undefined;
  if (typeof value !== 'object') return value;
  const kept = Object.entries(value).flatMap(([key, held]) => {
    const left = given(held);
    return left === undefined ? [] : [[key, left] as const];
  });
  return kept.length > 0 ? Object.fromEntries(kept) : undefined;
}

describe('what is sent', () => {
  it('is minor units, and nothing that was not written', async () => {
    const { shop, form } = filled();
    expect(await form.send()).toBe(true);
    const [sent] = shop.of<Sent>('create_link');
    const price_data = {
      currency: 'eur',
      unit_amount: 8650,
      product_data: { name: 'Birthday cake' },
    };
    expect(given(sent?.terms)).toEqual({ line_items: [{ price_data, quantity: 1 }] });
    expect(form.made).toMatchObject({ id: 'plink_1' });
  });

  it.each([
    ['de', 'eur', '1.234,50', 123_450],
    ['en', 'jpy', '1,200', 1200],
    ['en', 'kwd', '1.250', 1250],
    ['ar-EG', 'eur', '١٢٫٥٠', 1250],
  ])('reads in %s and %s %s as %d', (locale, currency, typed, minor) => {
    const { form } = filled(locale, typed);
    form.currency = currency;
    const { terms, unreadable } = form.read();
    expect(unreadable.size).toBe(0);
    expect(terms.line_items[0]?.price_data.unit_amount).toBe(minor);
    expect(terms.line_items[0]?.price_data.currency).toBe(currency);
  });

  it('carries the keys of the link to its payments, or to its subscriptions', () => {
    const { form, item } = filled();
    form.written.metadata.push({ key: 'season', value: 'winter' }, { key: '', value: '' });
    expect(form.read().terms.payment_intent_data.metadata).toEqual({ season: 'winter' });
    item.price_data.recurring.interval = 'month';
    const { terms } = form.read();
    expect(terms.payment_intent_data.metadata).toEqual({});
    expect(terms.subscription_data.metadata).toEqual({ season: 'winter' });
    form.sharesMetadata = false;
    expect(form.read().terms.subscription_data.metadata).toEqual({});
  });

  it('names questions and answers by their words, each differently', () => {
    const { form } = filled();
    const question = { ...emptyRow('custom_fields'), type: 'dropdown' };
    question.label.custom = 'Pick-up day';
    question.dropdown.options = ['Fri', 'Fri', 'جمعة'].map((label) => ({ label, value: '' }));
    form.written.custom_fields = [question, { ...question, type: 'text' }];
    const [first, second] = form.read().terms.custom_fields;
    expect(first?.key).toBe('pickupday');
    expect(first?.dropdown.options.map(({ value }) => value)).toEqual(['fri', 'fri2', 'option3']);
    expect(second?.key).toBe('pickupday2');
    expect(second?.dropdown.options).toEqual([]);
  });

  it('leaves out what belongs to a choice that was taken back', () => {
    const { form, item } = filled();
    item.custom_unit_amount = { enabled: true, preset: '20', minimum: '10', maximum: '' };
    item.price_data.recurring.interval = 'month';
    const [chosen] = form.read().terms.line_items;
    expect(chosen?.custom_unit_amount).toEqual({
      enabled: true,
      preset: 2000,
      minimum: 1000,
      maximum: null,
    });
    expect(chosen?.price_data.unit_amount).toBeNull();
    expect(chosen?.price_data.recurring.interval).toBe('');
    item.price = 'price_1';
    const [picked] = form.read().terms.line_items;
    expect(given(picked)).toEqual({ price: 'price_1', quantity: 1 });
  });

  it('survives being written and read again', () => {
    const { form } = filled('de', '1.234,50');
    const { terms } = form.read();
    form.fill(terms);
    expect(form.written.line_items[0]?.price_data.unit_amount).toBe('1.234,50');
    expect(form.read().terms).toEqual(terms);
  });
});

describe('what is wrong', () => {
  it('is told at a field once it was left, and in full once it is sent', async () => {
    const { shop, form } = filled();
    shop.problems = [
      { param: NAME, message: 'Say what.' },
      { param: AMOUNT, message: 'Too little.' },
    ];
    await form.examine();
    expect(form.findings.problem(NAME)).toBeNull();
    form.leave(NAME, true);
    expect(form.findings.problem(NAME)).toBeNull();
    form.leave(NAME, false);
    expect(form.findings.problem(NAME)).toBe('Say what.');
    expect(form.findings.problem(AMOUNT)).toBeNull();
    expect(await form.send()).toBe(false);
    expect(form.findings.problem(AMOUNT)).toBe('Too little.');
    expect(shop.of('create_link')).toHaveLength(0);
  });

  it('is a number that cannot be read, before anything the rules say of it', async () => {
    const { shop, form } = filled('en', '1.234');
    shop.problems = [{ param: AMOUNT, message: 'Write a price.' }];
    expect(await form.send()).toBe(false);
    expect(form.findings.problem(AMOUNT)).toContain('two ways');
  });

  it('is what Stripe refuses at a field, until that field changes', async () => {
    const { shop, form } = filled();
    shop.refusal = refusal({ field: AMOUNT });
    expect(await form.send()).toBe(false);
    expect(form.findings.problem(AMOUNT)).toBe('Stripe said no.');
    expect(form.error).toBeNull();
    form.changed(NAME);
    expect(form.findings.problem(AMOUNT)).toBe('Stripe said no.');
    form.changed(AMOUNT);
    expect(form.findings.problem(AMOUNT)).toBeNull();
  });

  it('stands at the top where it belongs to no field', async () => {
    const { shop, form } = filled();
    shop.refusal = refusal({ requestId: 'req_1' });
    expect(await form.send()).toBe(false);
    expect(form.error?.message).toBe('Stripe said no.');
  });

  it('takes the newest answer only', async () => {
    const { shop, form } = filled();
    shop.problems = [{ param: NAME, message: 'Old.' }];
    const old = form.examine();
    shop.problems = [];
    await Promise.all([old, form.examine()]);
    form.findings.touch(NAME);
    expect(form.findings.problem(NAME)).toBeNull();
  });

  it('moves up with its row', async () => {
    const { shop, form } = filled();
    const second = NAME.replace('0', '1');
    shop.problems = [{ param: second, message: 'Say what.' }];
    form.written.line_items.push(emptyRow('line_items'));
    await form.send();
    form.written.line_items.shift();
    form.findings.removeRow('line_items', 0);
    expect(form.findings.problem(NAME)).toBe('Say what.');
    expect(form.findings.problem(second)).toBeNull();
  });
});

describe('a link that is open', () => {
  const terms = () => filled().form.read().terms;
  const page = {
    id: 'plink_1',
    name: 'Cake',
    fixed: ['line_items[][price_data]', 'currency'],
    left: [],
  };

  it('has fixed fields until it is replaced', async () => {
    const { shop, form } = filled();
    form.fill(terms(), 'edit', { ...page, terms: terms() });
    expect(form.isFixed(AMOUNT)).toBe(true);
    expect(form.isFixed('line_items[0][quantity]')).toBe(false);
    expect(await form.send()).toBe(true);
    expect(shop.of('update_link')).toMatchObject([{ id: 'plink_1' }]);
    form.fill(terms(), 'replace', { ...page, terms: terms() });
    expect(form.isFixed(AMOUNT)).toBe(false);
    expect(await form.send()).toBe(true);
    expect(form.replaced?.trouble).toBe('No.');
    expect(form.made).toMatchObject({ id: 'plink_2' });
  });
});

describe('the draft', () => {
  const submissionOf = (form: LinkForm) => (JSON.parse(form.body()) as FormState).submission;

  it('comes back with everything that was typed, and under the same submission', async () => {
    const { shop, form } = filled('en', '1.234');
    shop.draft = { body: form.body(), at: 60 };
    const keeping = new Keeping(shop.session);
    await keeping.open(undefined);
    expect(keeping.form.written.line_items[0]?.price_data.unit_amount).toBe('1.234');
    expect(keeping.origin).toEqual({ kind: 'draft', at: 60 });
    expect(submissionOf(keeping.form)).toBe(submissionOf(form));
  });

  it('is kept before the link is asked for, and its submission goes with it', async () => {
    const { shop } = filled();
    const keeping = new Keeping(shop.session);
    const [item] = keeping.form.written.line_items;
    if (item) item.price_data.product_data.name = 'Cake';
    keeping.form.changed();
    await keeping.keep();
    await keeping.form.send();
    const [kept] = shop.of<{ body: string }>('keep_link_draft');
    const [sent] = shop.of<Sent>('create_link');
    expect((JSON.parse(kept?.body ?? '{}') as FormState).submission).toBe(sent?.submission);
  });

  it('of an older form has the fields that came later', async () => {
    const { shop, form } = filled();
    const state = JSON.parse(form.body()) as { written: Record<string, unknown> };
    delete state.written['restrictions'];
    state.written['custom_fields'] = [{ type: 'text', key: 7 }];
    shop.draft = { body: JSON.stringify(state), at: 60 };
    const keeping = new Keeping(shop.session);
    await keeping.open(undefined);
    const { written } = keeping.form;
    expect(written.restrictions.completed_sessions.limit).toBe('');
    expect(written.custom_fields[0]).toMatchObject({
      type: 'text',
      key: '',
      label: { custom: '' },
    });
    expect(written.line_items[0]?.price_data.unit_amount).toBe('86.50');
  });

  it('of nothing is not kept, and goes where it was kept', async () => {
    const shop = new FakeShop();
    const keeping = new Keeping(shop.session);
    keeping.form.changed();
    await keeping.keep();
    expect(shop.asked.map(({ name }) => name)).not.toContain('keep_link_draft');
    const [item] = keeping.form.written.line_items;
    if (!item) throw new Error('no item');
    item.price_data.product_data.name = 'Cake';
    await keeping.keep();
    item.price_data.product_data.name = '';
    await keeping.keep();
    expect(shop.asked.at(-1)?.name).toBe('drop_link_draft');
  });

  it('that is broken is none', async () => {
    const shop = new FakeShop();
    shop.draft = { body: '{', at: 60 };
    const keeping = new Keeping(shop.session);
    await keeping.open(undefined);
    expect(keeping.origin).toBeNull();
    expect(keeping.form.written.line_items).toHaveLength(1);
  });

  it('makes way for a copy, and can be gone back to', async () => {
    const { shop, form } = filled();
    const terms = form.read().terms;
    terms.line_items[0] = { ...terms.line_items[0], id: 'li_1' } as (typeof terms.line_items)[0];
    shop.draft = { body: form.body(), at: 60 };
    shop.answers['link_terms'] = { id: 'plink_9', name: 'Bread', terms, fixed: [], left: [] };
    const keeping = new Keeping(shop.session);
    await keeping.open('plink_9');
    expect(keeping.error).toBeNull();
    expect(keeping.origin).toEqual({ kind: 'copy', name: 'Bread' });
    expect(keeping.form.written.line_items[0]?.id).toBe('');
    expect(keeping.aside?.at).toBe(60);
    keeping.bringBack();
    expect(keeping.origin).toEqual({ kind: 'draft', at: 60 });
    expect(keeping.form.written.line_items[0]?.price_data.product_data.name).toBe(
      ' Birthday cake ',
    );
  });
});
