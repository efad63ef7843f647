// Connecting a Stripe account, by keyboard, and changing between accounts. A second practice store
// stands for Stripe.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';
import { Store } from './store.mjs';

/** All that Countertop needs but making links. */
const NO_LINKS = {
  account: 'read',
  balance_transactions: 'read',
  charges: 'read',
  checkout_sessions: 'read',
  disputes: 'read',
  events: 'read',
  invoices: 'read',
  payment_intents: 'read',
  payment_links: 'read',
  payouts: 'read',
  subscriptions: 'read',
  webhook_endpoints: 'write',
};

describe('connecting a Stripe account', () => {
  let stripe;
  let shop;
  let page;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    stripe = await Store.start();
    shop = await Shop.open({ apiBase: stripe.url });
    page = shop.page;
  });
  after(async () => {
    await shop?.close();
    await stripe?.stop();
  });

  const field = () => page.getByLabel('Restricted key');
  const features = () => page.getByTestId('feature');
  const card = () => page.getByRole('button', { name: /^Account:/ });

  /** Looks at the page as it stands, in light and in dark, large and small. */
  async function examine(name) {
    const found = [];
    for (const colorScheme of ['light', 'dark']) {
      for (const size of [
        { width: 900, height: 600 },
        { width: 1280, height: 800 },
      ]) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(size);
        found.push(...(await look(page, `${name}-${colorScheme}-${size.width}`)));
      }
    }
    assert.deepEqual(found, []);
  }

  async function paste(key) {
    await field().fill(key);
    await page.keyboard.press('Enter');
  }

  /** A restricted key that may do so much. */
  async function restricted(permissions) {
    const { key } = await stripe.practise('keys', { permissions });
    return key;
  }

  test('is offered by the welcome, with the permissions to choose', async () => {
    await page.getByRole('button', { name: 'Connect a Stripe account' }).click();
    await field().waitFor();
    await page.getByText('Webhook Endpoints').waitFor();
    await examine('connect');
  });

  test('says beside the field what was pasted by mistake', async () => {
    for (const [text, sentence] of [
      ['', /The API key is empty/],
      ['pk_test_51Abcdefghij', /publishable key/],
      ['whsec_Abcdefghij', /signing secret/],
      ['rk_test_51NobodyHasThisKey', /Stripe does not accept the API key/],
      ['rk_live_51NobodyHasThisKey', /live key/],
    ]) {
      await paste(text);
      await page.getByText(sentence).waitFor();
      assert.equal(await field().getAttribute('aria-invalid'), 'true', text);
      assert.equal(await page.evaluate(() => document.activeElement.tagName), 'INPUT', text);
    }
    await examine('connect-wrong');
    await field().fill('x');
    assert.equal(await field().getAttribute('aria-invalid'), null);
  });

  test('shows what a key is good for, and what it lacks', async () => {
    await paste(await restricted(NO_LINKS));
    await features().first().waitFor();
    const heading = await page.evaluate(() => document.activeElement.textContent.trim());
    assert.equal(heading, 'Harbour Bakery');
    const missing = page.locator('[data-testid="feature"][data-state="missing"]');
    assert.equal(await missing.count(), 1);
    const sentence = await missing.innerText();
    for (const part of ['Make payment links', 'Missing', 'Products (write) and Prices (write)']) {
      assert.ok(sentence.includes(part), `${part}: ${sentence}`);
    }
    await examine('connect-missing');
  });

  test('does not offer a key with which no payment could arrive', async () => {
    await page.getByRole('button', { name: 'Use another key' }).click();
    await paste(await restricted({ charges: 'read' }));
    await page.getByText('no payment could arrive').waitFor();
    assert.equal(await page.getByRole('button', { name: /^Connect in/ }).count(), 0);
    await examine('connect-useless');
  });

  test('advises against a secret key, and connects it all the same', async () => {
    await page.getByRole('button', { name: 'Use another key' }).click();
    await paste(stripe.key);
    await page.getByText('This is a secret key').waitFor();
    await examine('connect-secret');
    assert.ok(!(await page.content()).includes(stripe.key), 'the key is still in the page');
    await page.getByRole('button', { name: 'Connect in test mode' }).press('Enter');
    await card().waitFor();
    assert.match(await card().getAttribute('aria-label'), /Harbour Bakery · Test mode/);
    await page.getByText('Make your first link').waitFor();
    await examine('account-test');
  });

  test('keeps each account to itself, and changes between them by keyboard', async () => {
    await shop.makeLink('Real bread', '48');
    assert.match(await page.getByTestId('link-url').inputValue(), new RegExp(`^${stripe.url}/`));
    await card().press('Enter');
    await page.getByRole('menuitemradio', { name: /Test mode/ }).waitFor();
    await examine('account-menu');
    await page.keyboard.press('Home');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /Practice store$/ }).waitFor();
    await page.getByText('Make your first link').waitFor();
    await shop.goTo('Links');
    assert.equal(await page.getByTestId('link-row').count(), 0);
    await card().click();
    await page.getByRole('menuitemradio', { name: /Test mode/ }).click();
    await page.getByRole('button', { name: /Test mode$/ }).waitFor();
    await shop.goTo('Links');
    await page.getByTestId('link-row').filter({ hasText: 'Real bread' }).waitFor();
    assert.equal(await page.getByTestId('link-row').count(), 1);
  });

  test('complains of nothing but what was refused', () => {
    // A browser notes each answer that is no success.
    const others = shop.complaints.filter((text) => !/^Failed to load resource/.test(text));
    assert.deepEqual(others, []);
  });
});
