import { render } from 'svelte/server';
import { describe, expect, it } from 'vitest';

import { FakeShop } from './fake-shop';
import { LinkForm } from './form.svelte';
import FormHarness from './FormHarness.svelte';
import { SHAPE } from './shape';
import { topicOf } from './topics';
import { emptyRow, within } from './written';

/** Parameters that no one chooses. */
const WITHOUT_CONTROL: Record<string, string> = {
  'line_items[][id]': 'Stripe’s own name of a line of a link that exists',
  'custom_fields[][label][type]': 'there is only one kind of label',
};

/** Every parameter of the terms, with `[]` for any index. */
function parametersOf(shape: unknown, path = ''): string[] {
  if (/(^|\[)metadata\]?$/.test(path)) return [path];
  if (Array.isArray(shape)) {
    const [row] = shape as unknown[];
    return typeof row === 'string' ? [path] : parametersOf(row, `${path}[]`);
  }
  if (shape === null || typeof shape !== 'object') return [path];
  return Object.entries(shape).flatMap(([key, inner]) => parametersOf(inner, within(path, key)));
}

const FOLDS = 'subscription customer shipping extras agreement tax payment texts metadata'.split(
  ' ',
);

/** A form in which everything is in use that can be at once. */
function filled(isSubscription: boolean): { shop: FakeShop; form: LinkForm } {
  const shop = new FakeShop();
  const form = new LinkForm(shop.session);
  const { written } = form;
  const items = [0, 1, 2, 3].map(() => emptyRow('line_items'));
  const [fixed, chosen, priced, product] = items;
  if (!fixed || !chosen || !priced || !product) throw new Error('no items');
  if (isSubscription) fixed.price_data.recurring.interval = 'month';
  chosen.custom_unit_amount.enabled = true;
  priced.price = 'price_1';
  product.price_data.product = 'prod_1';
  written.line_items = items;
  written.optional_items = [{ ...emptyRow('optional_items'), price: 'price_2' }];
  for (const row of [...written.line_items, ...written.optional_items]) {
    row.adjustable_quantity.enabled = true;
  }
  written.custom_fields = ['text', 'numeric', 'dropdown'].map((type) => ({
    ...emptyRow('custom_fields'),
    type,
    dropdown: { default_value: '', options: [{ label: 'A', value: 'a' }] },
  }));
  written.after_completion.type = isSubscription ? 'redirect' : '';
  written.shipping_options = [emptyRow('shipping_options')];
  written.automatic_tax.enabled = true;
  written.tax_id_collection.enabled = true;
  written.invoice_creation.enabled = true;
  written.invoice_creation.invoice_data.custom_fields = [{ name: '', value: '' }];
  written.name_collection.business.enabled = true;
  written.name_collection.individual.enabled = true;
  form.sharesMetadata = false;
  for (const fold of FOLDS) form.open.add(fold);
  items.forEach((_item, at) => form.open.add(`line_items[${at}] more`));
  written.custom_fields.forEach((_field, at) => form.open.add(`question ${at}`));
  return { shop, form };
}

/** The parameters that have a control in the form as it stands. */
function controls(isSubscription: boolean): string[] {
  const { shop, form } = filled(isSubscription);
  const { body } = render(FormHarness, { props: { session: shop.session, form } });
  const found = [...body.matchAll(/data-param="([^"]+)"/g)].map(([, param]) => param ?? '');
  return found.map((param) => param.replace(/\[\d+\]/g, '[]'));
}

describe('the form', () => {
  const bound = new Set([...controls(false), ...controls(true)]);
  const parameters = parametersOf(SHAPE);

  it('knows many parameters', () => {
    expect(parameters.length).toBeGreaterThan(90);
  });

  it.each(parameters.filter((param) => !(param in WITHOUT_CONTROL)))(
    'has a control for %s',
    (param) => {
      expect(bound).toContain(param);
    },
  );

  it.each(parameters)('knows the part of the form for %s', (param) => {
    expect(topicOf(param)).not.toBeNull();
  });
});
