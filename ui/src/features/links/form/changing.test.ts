import { describe, expect, it } from 'vitest';

import type { LinkTermsPage } from '../../../lib/ipc/generated';
import { Changing } from './changing.svelte';
import { FakeShop } from './fake-shop';
import { LinkForm } from './form.svelte';

/** A link as it is, and the shop that knows it. */
function shopWithLink() {
  const shop = new FakeShop();
  const form = new LinkForm(shop.session);
  const [item] = form.written.line_items;
  if (!item) throw new Error('no item');
  item.price_data.product_data.name = 'Cake';
  item.price_data.unit_amount = '5';
  const { terms } = form.read();
  const page: LinkTermsPage = { id: 'plink_1', name: 'Cake', terms, fixed: [], left: [] };
  shop.answers['link_terms'] = page;
  return { shop, page };
}

async function begun() {
  const { shop, page } = shopWithLink();
  const first = new Changing(shop.session, 'plink_1');
  await first.open();
  first.form.written.inactive_message = 'Until spring';
  first.form.changed('inactive_message');
  await first.keep();
  const [kept] = shop.of<{ link: string; body: string }>('keep_link_draft');
  expect(kept?.link).toBe('plink_1');
  shop.draft = { body: kept?.body ?? null, at: 60 };
  return { shop, page };
}

describe('changes of a link', () => {
  it('are kept while they are not saved, and go on as what they were', async () => {
    const { shop } = await begun();
    const changing = new Changing(shop.session, 'plink_1');
    await changing.open();
    expect(changing.begun).toEqual({ at: 60, isOvertaken: false });
    expect(changing.form.written.inactive_message).toBe('Until spring');
    expect(changing.form.purpose).toBe('edit');
    expect(changing.form.page?.id).toBe('plink_1');
  });

  it('say that the link was changed otherwise since', async () => {
    const { shop, page } = await begun();
    shop.answers['link_terms'] = { ...page, terms: { ...page.terms, submit_type: 'book' } };
    const changing = new Changing(shop.session, 'plink_1');
    await changing.open();
    expect(changing.begun?.isOvertaken).toBe(true);
  });

  it('are given up for the link as it is', async () => {
    const { shop } = await begun();
    const changing = new Changing(shop.session, 'plink_1');
    await changing.open();
    const over = changing.startOver();
    shop.draft = { body: null, at: null };
    await over;
    expect(shop.of('drop_link_draft')).toEqual([{ link: 'plink_1' }]);
    expect(changing.begun).toBeNull();
    expect(changing.form.written.inactive_message).toBe('');
  });

  it('of a link that is replaced stay a replacement', async () => {
    const { shop } = shopWithLink();
    const first = new Changing(shop.session, 'plink_1');
    await first.open();
    first.replace();
    first.form.changed();
    await first.keep();
    shop.draft = { body: first.form.body(), at: 60 };
    const changing = new Changing(shop.session, 'plink_1');
    await changing.open();
    expect(changing.form.purpose).toBe('replace');
  });

  it('that cannot be read any more leave the link as it is', async () => {
    const { shop } = shopWithLink();
    shop.draft = { body: '{"version":', at: 60 };
    const changing = new Changing(shop.session, 'plink_1');
    await changing.open();
    expect(changing.begun).toBeNull();
    expect(changing.form.written.line_items[0]?.price_data.product_data.name).toBe('Cake');
    expect(changing.form.purpose).toBe('edit');
  });
});
