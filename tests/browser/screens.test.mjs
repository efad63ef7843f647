// Every screen in every state: looked at by axe, and pictured for people to look at.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
];

/** How long a story may take to its verdict. */
const STORY_MS = 60_000;

/** Examines and pictures a page as it stands: light and dark, large and small. */
function examine(t, page, name) {
  return t.test(name, async () => {
    const found = [];
    for (const colorScheme of ['light', 'dark']) {
      for (const size of SIZES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(size);
        found.push(...(await look(page, `${name}-${colorScheme}-${size.width}`)));
      }
    }
    await page.setViewportSize(SIZES[0]);
    assert.deepEqual(found, []);
  });
}

describe('every screen', () => {
  let shop;
  let page;
  let url;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open();
    page = shop.page;
  });
  after(() => shop?.close());

  test('the welcome', async (t) => {
    await page.getByRole('button', { name: 'Open the practice store' }).waitFor();
    await examine(t, page, 'welcome');
  });

  test('the empty shop', async (t) => {
    await shop.enter();
    await page.getByText('Make your first link').waitFor();
    await examine(t, page, 'home-empty');
    await shop.goTo('Payments');
    await page.getByText('No payments yet').waitFor();
    await examine(t, page, 'payments-empty');
    await shop.goTo('Links');
    await page.getByText('Make your first link').waitFor();
    await examine(t, page, 'links-empty');
    await shop.goToHealth();
    await page.getByText('Nothing has come yet').waitFor();
    await examine(t, page, 'health-empty');
    await shop.goTo('Rehearsal');
    await page.getByTestId('story').nth(3).waitFor();
    await examine(t, page, 'rehearsal-empty');
    await shop.goTo('Links');
  });

  test('a new link, with what is wrong and with what is right', async (t) => {
    await page.getByRole('button', { name: 'New payment link' }).first().click();
    await page.getByRole('button', { name: 'Create link' }).click();
    await page.locator('[aria-invalid="true"]').first().waitFor();
    await examine(t, page, 'new-link-wrong');
    await page.getByLabel('What are you selling?').fill('Birthday cake, 24 cm');
    await page.getByLabel('Price', { exact: true }).fill('86.50');
    await page.getByLabel('Quantity', { exact: true }).fill('2');
    await page.getByText('Each costs').waitFor();
    await examine(t, page, 'new-link');
  });

  test('the currencies to choose from', async (t) => {
    await page.getByLabel('Currency').click();
    await page.getByRole('option').first().waitFor();
    await examine(t, page, 'new-link-currencies');
    await page.keyboard.press('Escape');
  });

  test('the link when it is ready, and when it is paid', async (t) => {
    await page.getByRole('button', { name: 'Create link' }).click();
    url = await page.getByTestId('link-url').inputValue();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await examine(t, page, 'link-ready');
    const tab = await shop.pay(url);
    await page.getByText(/^Paid /).waitFor();
    await examine(t, page, 'link-ready-paid');
    await tab.close();
  });

  test('the pay page, paid and declined', async (t) => {
    const tab = await shop.context.newPage();
    await tab.goto(url);
    await examine(t, tab, 'pay-page');
    await tab.close();
    const declined = await shop.pay(url, { name: 'Tom Becker', card: '4000 0000 0000 9995' });
    await declined.getByRole('alert').waitFor();
    await examine(t, declined, 'pay-page-declined');
    await declined.close();
    const paid = await shop.pay(url, { name: 'Mei Tanaka', card: '5555 5555 5555 4444' });
    await paid.getByRole('button', { name: /^Pay\s/ }).waitFor({ state: 'detached' });
    await examine(t, paid, 'pay-page-paid');
    await paid.close();
  });

  test('the shop at work', async (t) => {
    for (const [name, price] of [
      ['Sourdough box', '48'],
      ['Baking class', '85'],
    ]) {
      const link = await shop.makeLink(name, price);
      const tab = await shop.pay(link, { name: 'Lena Vogt', email: 'lena@example.com' });
      await page.getByText(/^Paid /).waitFor();
      await tab.close();
    }
    await shop.goTo('Home');
    await page.getByText('Lena Vogt').first().waitFor();
    await examine(t, page, 'home');
    await shop.goTo('Payments');
    await shop.rows.nth(4).waitFor();
    await examine(t, page, 'payments');
    await shop.goTo('Links');
    await page.getByTestId('link-row').nth(2).waitFor();
    await examine(t, page, 'links');
  });

  test('the health of a shop at work, and with a stranger at its door', async (t) => {
    await shop.goToHealth();
    await page.getByTestId('delivery-row').nth(19).waitFor();
    await examine(t, page, 'health');
    await shop.intrude();
    await page.locator('[data-testid="delivery-row"][data-reason]').waitFor();
    await examine(t, page, 'health-refused');
    await page.getByTestId('delivery-row').first().scrollIntoViewIfNeeded();
    await examine(t, page, 'health-deliveries');
  });

  test('a story while it is played, and what came of it', async (t) => {
    await shop.goTo('Rehearsal');
    const story = page.locator('[data-testid="story"][data-story="dispute"]');
    await story.getByRole('button', { name: 'Play' }).click();
    await page.getByTestId('act').nth(3).waitFor();
    await examine(t, page, 'rehearsal-playing');
    await page.getByTestId('verdict').waitFor({ timeout: STORY_MS });
    await examine(t, page, 'rehearsal-played');
  });

  test('one payment, one that failed, and one link from all sides', async (t) => {
    await shop.goTo('Payments');
    await shop.rows.filter({ hasText: 'Lena Vogt' }).first().click();
    await page
      .getByTestId('payment-detail')
      .getByText(/^after/)
      .waitFor();
    await examine(t, page, 'payment');
    await shop.rows.filter({ hasText: 'Tom Becker' }).first().click();
    await page
      .getByTestId('payment-detail')
      .getByText(/insufficient funds/i)
      .first()
      .waitFor();
    await examine(t, page, 'payment-failed');
    await shop.goTo('Links');
    await page.getByTestId('link-row').first().click();
    await page.getByTestId('link-url').waitFor();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await examine(t, page, 'link');
  });

  test('a search that finds nothing', async (t) => {
    await shop.goTo('Payments');
    await page.locator('[data-search]').fill('nobody');
    await page.getByText('Nothing found for').waitFor();
    await examine(t, page, 'payments-nothing-found');
    await page.locator('[data-search]').fill('');
  });

  test('the program has gone', async (t) => {
    shop.assertContent();
    await shop.server.stop();
    await page.getByText('Countertop does not answer').waitFor();
    await shop.goTo('Links');
    await page.getByRole('alert').waitFor();
    await examine(t, page, 'links-unreachable');
  });
});
