// What is older than Stripe's list of events is imported from the page Connection. A practice store with a
// past stands for Stripe.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';
import { Store } from './store.mjs';

const PAYMENTS = 140;

describe('the history of a Stripe account', () => {
  let stripe;
  let shop;
  let page;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    stripe = await Store.start({ payments: PAYMENTS });
    shop = await Shop.open({ apiBase: stripe.url });
    page = shop.page;
    await page.getByRole('button', { name: 'Connect a Stripe account' }).click();
    await page.getByLabel('Restricted key').fill(stripe.key);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Connect in test mode' }).click();
    await page.getByRole('button', { name: /Test mode$/ }).waitFor();
  });
  after(async () => {
    await shop?.close();
    await stripe?.stop();
  });

  const panel = () => page.getByRole('region', { name: 'History' });
  const state = (word) => panel().getByTestId('history-state').filter({ hasText: word });
  const row = (name) => panel().getByTestId('history-list').filter({ hasText: name });

  async function goToConnection() {
    await page.goto(`${shop.server.url}#/connection`);
    await panel().waitFor();
  }

  test('is not imported unasked, and everything is offered first', async () => {
    await goToConnection();
    await panel().getByRole('radio', { name: 'Everything' }).waitFor();
    assert.ok(await panel().getByRole('radio', { name: 'Everything' }).isChecked());
    assert.equal(await panel().getByTestId('history-list').count(), 0);
  });

  test('is imported back to a date, then further', async () => {
    await panel().getByRole('radio', { name: 'The last 3 months' }).check();
    await panel().getByRole('button', { name: 'Import' }).click();
    await state('Imported').waitFor();
    const part = Number((await row('Payments').innerText()).match(/(\d+), back/)[1]);
    assert.ok(part > 0 && part < PAYMENTS, `${part}`);
    // What is offered now reaches further.
    await panel().getByText('Read further back').waitFor();
    assert.equal(await panel().getByRole('radio', { name: 'The last 3 months' }).count(), 0);
    await panel().getByRole('radio', { name: 'Everything' }).check();
    await panel().getByRole('button', { name: 'Import' }).click();
    await row('Payments')
      .filter({ hasText: `${PAYMENTS}, back to` })
      .waitFor();
    await state('All that Stripe has').waitFor();
    assert.equal(await panel().getByRole('button', { name: 'Import' }).count(), 0);
    assert.deepEqual(await look(page, 'history-imported'), []);
  });

  test('is shown again by a page that is opened anew, and its payments are listed', async () => {
    await page.reload();
    await panel().waitFor();
    await state('All that Stripe has').waitFor();
    await row('Payments')
      .filter({ hasText: `${PAYMENTS}, back to` })
      .waitFor();
    await shop.goTo('Payments');
    await shop.rows.first().waitFor();
    shop.assertContent();
  });
});
