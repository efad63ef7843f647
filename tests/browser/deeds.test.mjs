// What a merchant does to a payment in the window: gives money back, takes or lets go what is held, hands orders over.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS, lookInBothThemes } from './examine.mjs';
import { Shop } from './shop.mjs';

describe('what is done to a payment', { concurrency: 1 }, () => {
  let shop;
  let page;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open({ locale: 'da-DK' });
    page = shop.page;
    await shop.enter();
  });
  after(() => shop?.close());

  const button = (name) => page.getByRole('button', { name, exact: true });
  const detail = () => page.getByTestId('payment-detail');

  async function examine(name) {
    assert.deepEqual(await lookInBothThemes(page, name), []);
  }

  /** Somebody pays, and the payment is opened in the window. */
  async function sell(more = {}) {
    const item = { currency: 'eur', unit_amount: 4800, product_data: { name: 'Sourdough box' } };
    const link = await shop.server.call('create_link', {
      terms: { line_items: [{ quantity: 1, price_data: item }], ...more },
      submission: crypto.randomUUID(),
    });
    const before = await newest();
    await shop.pay(link.url).then((tab) => tab.close());
    let row = await newest();
    while (row === undefined || row.id === before?.id || row.status === 'processing') {
      await page.waitForTimeout(50);
      row = await newest();
    }
    await page.evaluate((id) => (location.hash = `#/payments/${id}`), row.id);
    await detail().waitFor();
    return row.id;
  }

  const newest = async () => (await shop.server.call('list_payments', { limit: 1 })).rows[0];

  test('a part is given back, and never more than what is left', async () => {
    await sell();
    await button('Refund…').click();
    const amount = page.getByLabel('How much to give back');
    assert.equal(await amount.inputValue(), '48,00');
    assert.ok(await amount.evaluate((field) => field === document.activeElement));
    await amount.fill('48,01');
    await page.keyboard.press('Enter');
    await page.getByText('is the most').waitFor();
    await amount.fill('1.2.3');
    await page.keyboard.press('Tab');
    await page.locator('[data-testid="money-form"] [aria-invalid="true"]').waitFor();
    await amount.fill('10,50');
    await page.getByLabel('Why').selectOption('The customer asked for it');
    await examine('payment-refund');
    await page.getByRole('button', { name: /^Refund 10,50/ }).click();
    await page.getByText('Partial refund').first().waitFor();
    await button('Refund…').click();
    assert.equal(await amount.inputValue(), '37,50');
    await page.getByText('is left of this payment').waitFor();
    await page.getByRole('button', { name: /^Refund 37,50/ }).click();
    await detail().getByText('Refunded').first().waitFor();
    await button('Refund…').waitFor({ state: 'detached' });
    await examine('payment-refunded');
  });

  test('an order is fulfilled, and that is taken back', async () => {
    await sell();
    await button('Mark as fulfilled').click();
    await detail().getByText('Fulfilled', { exact: true }).waitFor();
    await examine('payment-fulfilled');
    await button('Undo').click();
    await button('Mark as fulfilled').waitFor();
  });

  test('Home tells what is to be fulfilled, and leads there', async () => {
    await page.evaluate(() => (location.hash = '#/'));
    await page.getByText('One order is to be fulfilled').waitFor();
    await examine('home-to-fulfil');
    await button('Show it').click();
    await page.getByRole('button', { name: 'To fulfil 1', pressed: true }).waitFor();
    assert.equal(await shop.rows.count(), 1);
    await shop.rows.first().click();
    await button('Mark as fulfilled').click();
    await page.getByText('Nothing is to be fulfilled').waitFor();
    await examine('payments-none-to-fulfil');
    await button('Show all payments').click();
    await shop.rows.nth(1).waitFor();
  });

  test('a dispute stands on Home with its last day', async () => {
    const link = await shop.server.call('create_link', {
      terms: {
        line_items: [
          {
            quantity: 1,
            price_data: { currency: 'eur', unit_amount: 990, product_data: { name: 'Rye bread' } },
          },
        ],
      },
      submission: crypto.randomUUID(),
    });
    await shop.pay(link.url, { card: '4000 0000 0000 0259' }).then((tab) => tab.close());
    await page.evaluate(() => (location.hash = '#/'));
    const attention = page.getByTestId('attention');
    await attention.getByText(/9,90.* are disputed: the card’s owner did not pay/).waitFor();
    await attention.getByText(/^Answer by /).waitFor();
    await examine('home-dispute');
    await button('Show the payment').click();
    await detail().getByText('Disputed').first().waitFor();
  });

  test('what is held is taken in part', async () => {
    const id = await sell({ payment_intent_data: { capture_method: 'manual' } });
    await button('Capture…').click();
    await page.getByLabel('How much to take').fill('40');
    await examine('payment-capture');
    await page.getByRole('button', { name: /^Capture 40,00/ }).click();
    await detail().getByText('Captured', { exact: true }).waitFor();
    const shown = await shop.server.call('show_payment', { id });
    assert.deepEqual([shown.row.status, shown.amountCaptured], ['succeeded', 4000]);
  });

  test('what is held is let go, by keyboard alone', async () => {
    const id = await sell({ payment_intent_data: { capture_method: 'manual' } });
    await button('Cancel payment…').press('Enter');
    await examine('payment-cancel');
    await button('Cancel the payment').press('Enter');
    await button('Cancel payment…').waitFor({ state: 'detached' });
    const shown = await shop.server.call('show_payment', { id });
    assert.equal(shown.row.status, 'canceled');
  });

  test('makes no use of what is forbidden', () => shop.assertContent());
});
