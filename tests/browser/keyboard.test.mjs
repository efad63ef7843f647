// The whole way with the keyboard alone.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Shop } from './shop.mjs';

const MOST_STEPS = 30;

describe('the keyboard', () => {
  let shop;
  let page;
  before(async () => {
    shop = await Shop.open();
    page = shop.page;
  });
  after(() => shop?.close());

  /** The name of what has the focus. */
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const name =
        element.getAttribute('aria-label') ??
        element.labels?.[0]?.textContent ??
        element.textContent;
      return name.trim().replaceAll(/\s+/g, ' ');
    });

  /** Presses Tab until what is called so has the focus, which must be seen. */
  async function tabTo(name) {
    const passed = [];
    for (let step = 0; step < MOST_STEPS; step += 1) {
      await page.keyboard.press('Tab');
      passed.push(await focused());
      if (!passed.at(-1).startsWith(name)) continue;
      const isSeen = await page.evaluate(() => document.activeElement.matches(':focus-visible'));
      assert.ok(isSeen, `the focus on ${name} is not seen`);
      return;
    }
    assert.fail(`${name} is not reached: ${passed.join(' → ')}`);
  }

  test('opens the practice store', async () => {
    await page.getByRole('button', { name: 'Open the practice store' }).waitFor();
    await tabTo('Open the practice store');
    await page.keyboard.press('Enter');
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
  });

  test('skips the rail', async () => {
    await page.reload();
    await page.getByRole('navigation', { name: 'Screens' }).waitFor();
    await tabTo('Skip to the content');
    await page.keyboard.press('Enter');
    assert.equal(await page.evaluate(() => document.activeElement.id), 'main');
  });

  test('makes a link', async () => {
    await tabTo('New payment link');
    await page.keyboard.press('Enter');
    await page.getByLabel('What are you selling?').waitFor();
    await page.waitForFunction(() =>
      document.activeElement?.labels?.[0]?.textContent.includes('selling'),
    );
    await page.keyboard.type('Croissants');
    await tabTo('Price');
    await page.keyboard.type('3.20');
    await tabTo('Currency');
    await page.keyboard.type('swiss');
    await page.getByRole('option').first().waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await tabTo('Quantity');
    await page.keyboard.press('Enter');
    await page.getByTestId('link-url').waitFor();
    await page.getByText('CHF', { exact: false }).first().waitFor();
  });

  test('is told what is wrong, and taken there', async () => {
    await tabTo('Make another');
    await page.keyboard.press('Enter');
    await page.getByLabel('What are you selling?').waitFor();
    await page.waitForFunction(() =>
      document.activeElement?.labels?.[0]?.textContent.includes('selling'),
    );
    await page.keyboard.type('Air');
    await tabTo('Price');
    await page.keyboard.type('0.001');
    await page.keyboard.press('Enter');
    await page.locator('[aria-invalid="true"]').waitFor();
    assert.equal(await focused(), 'Price');
    const sentence = await page.evaluate(() => {
      const id = document.activeElement.getAttribute('aria-describedby');
      return document.getElementById(id)?.textContent.trim();
    });
    assert.match(sentence, /[A-Z].+\./);
  });

  test('goes through the payments', async () => {
    await shop.goTo('Links');
    await page.getByTestId('link-row').first().click();
    const url = await page.getByTestId('link-url').inputValue();
    for (const name of ['Ana Ruiz', 'Tom Becker']) await (await shop.pay(url, { name })).close();
    await page.bringToFront();
    await page.keyboard.press('Escape');
    await page.keyboard.press('/');
    assert.equal(await focused(), 'Search links');
    await shop.goTo('Payments');
    await shop.rows.nth(1).waitFor();
    await page.keyboard.press('/');
    assert.equal(await focused(), 'Search payments');
    await tabTo('CHF');
    assert.match(await focused(), /Tom Becker/);
    await page.keyboard.press('ArrowDown');
    assert.match(await focused(), /Ana Ruiz/);
    await page.keyboard.press('Enter');
    const detail = page.getByTestId('payment-detail');
    await detail.getByText('Ana Ruiz').first().waitFor();
    await page.keyboard.press('ArrowUp');
    await detail.getByText('Tom Becker').first().waitFor();
    await page.keyboard.press('Escape');
    await detail.waitFor({ state: 'detached' });
    assert.match(await focused(), /Tom Becker/);
  });

  test('opens the health page', async () => {
    await tabTo('Receiving');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Health', level: 1 }).waitFor();
    await page.getByTestId('address').waitFor();
    assert.match(await focused(), /^Receiving/);
    await page.keyboard.press('Shift+Tab');
    assert.equal(await focused(), 'Copy folder');
  });

  test('makes no use of what is forbidden', () => shop.assertContent());
});
