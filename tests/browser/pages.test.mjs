// Payouts, events and the door, the filters of a search; and every page in German, small, large and at twice the size.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';

const THEMES = ['light', 'dark'];
const DAY = 24 * 60 * 60;

/** Asks something at the practice store's control door. */
async function control(shop, payUrl, what, body) {
  const answer = await fetch(new URL(`/_practice/${what}`, payUrl), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  assert.equal(answer.status, 200);
}

/** A link of the shop, made without the form. */
function link(shop, name, amount) {
  const item = { currency: 'eur', unit_amount: amount, product_data: { name } };
  return shop.server.call('create_link', {
    terms: { line_items: [{ quantity: 1, price_data: item }] },
    submission: crypto.randomUUID(),
  });
}

async function examine(page, name, sizes = [{ width: 1280, height: 800 }]) {
  const found = [];
  for (const colorScheme of THEMES) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    for (const size of sizes) {
      await page.setViewportSize(size);
      found.push(...(await look(page, `${name}-${colorScheme}-${size.width}`)));
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.deepEqual(found, []);
}

describe('what stands behind payments', { concurrency: 1 }, () => {
  let shop;
  let page;
  let cake;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open();
    page = shop.page;
    await shop.enter();
    cake = await link(shop, 'Birthday cake', 8650);
    const box = await link(shop, 'Sourdough box', 2400);
    await shop.pay(cake.url).then((tab) => tab.close());
    const lena = { name: 'Lena Vogt', email: 'lena.vogt@example.org' };
    await shop.pay(box.url, lena).then((tab) => tab.close());
  });
  after(() => shop?.close());

  const search = () => page.locator('[data-search]');
  const rows = () => page.getByTestId('payment-row');

  /** Types a search, and waits for as many rows. */
  async function find(text, count) {
    await search().fill(text);
    await page.waitForFunction(
      (wanted) => document.querySelectorAll('[data-testid="payment-row"]').length === wanted,
      count,
    );
  }

  test('a payment is found by part of an e-mail address, and by what is remembered of it', async () => {
    await shop.goTo('Payments');
    await rows().nth(1).waitFor();
    await find('vogt@exam', 1);
    assert.equal(await page.getByTestId('query-note').innerText(), '');
    for (const [text, count] of [
      ['>24', 1],
      ['>=24', 2],
      ['20..30', 1],
      ['link:"birthday cake"', 1],
      ['card:4242', 2],
      ['status:refunded', 0],
      ['on:today lena', 1],
      ['on:yesterday', 0],
      ['usd', 0],
    ]) {
      await find(text, count);
    }
    await find('>24 eur status:succeeded', 1);
    await page.getByText('Shown: over €24.00, Succeeded, in EUR').waitFor();
    await search().fill('status:nonsense');
    await page.getByText('“status:nonsense” is not understood').waitFor();
  });

  test('what may follow is suggested, and taken by the keyboard', async () => {
    await search().fill('');
    await search().pressSequentially('sta');
    await page.getByRole('option', { name: /status:/ }).waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    assert.equal(await search().inputValue(), 'status:');
    await page.getByRole('option', { name: /Disputed/ }).waitFor();
    await examine(page, 'payments-suggestions');
    await page.keyboard.press('Escape');
    await page.getByRole('option').first().waitFor({ state: 'hidden' });
    await search().fill('');
    await search().blur();
  });

  test('a payout says what is in it', async () => {
    await shop.goTo('Payouts');
    await page.getByText('No payout yet').waitFor();
    await examine(page, 'payouts-empty');
    await control(shop, cake.url, 'advance', { seconds: 10 * DAY });
    await page.getByTestId('data-row').first().click();
    const detail = page.getByTestId('payout-detail');
    await detail.getByText('Together').waitFor();
    const [amount, together] = await Promise.all([
      detail.getByRole('heading', { level: 2 }).locator('bdi').innerText(),
      detail.locator('tfoot td').innerText(),
    ]);
    assert.equal(together, amount);
    await examine(page, 'payout');
    await detail
      .getByRole('button', { name: /open the payment$/ })
      .first()
      .click();
    await page.getByTestId('payment-detail').waitFor();
  });

  test('an event is shown as it came, and searched', async () => {
    await shop.goTo('Events');
    await page
      .getByTestId('data-row')
      .filter({ hasText: 'payment_intent.succeeded' })
      .first()
      .click();
    const detail = page.getByTestId('event-detail');
    await detail.getByText('"payment_intent.succeeded"').waitFor();
    await detail.getByRole('searchbox').fill('AMOUNT_RECEIVED');
    await detail.getByText(/^\d+ places?$/).waitFor();
    assert.ok((await detail.locator('mark').count()) > 0);
    await examine(page, 'event');
  });

  test('the signature doctor says why a delivery was refused', async () => {
    await shop.goToHealth();
    await shop.intrude();
    await shop.goTo('Events');
    await page.getByRole('button', { name: 'At the door' }).click();
    const refused = page.getByTestId('delivery').first();
    await refused.getByText('It is no event of Stripe’s.').waitFor();
    await examine(page, 'deliveries');
    await page.getByLabel('Only what was refused').uncheck();
    await page.getByTestId('delivery').nth(2).waitFor();
    shop.assertContent();
  });

  test('home draws the last weeks, day by day', async () => {
    await shop.goTo('Home');
    const chart = page.getByRole('slider', { name: /^Gross by day/ });
    await chart.focus();
    await page.keyboard.press('End');
    assert.match(await chart.getAttribute('aria-valuetext'), /: €[\d.]+, 30 days before: €0\.00$/);
    await page.keyboard.press('ArrowLeft');
    assert.equal(await chart.getAttribute('aria-valuenow'), '29');
    assert.equal(await page.locator('table caption', { hasText: 'Gross volume' }).count(), 1);
    await examine(page, 'home-chart');
  });
});

describe('every page in German', { concurrency: 1 }, () => {
  let shop;
  let page;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open({ locale: 'de-DE' });
    page = shop.page;
  });
  after(() => shop?.close());

  test('the welcome', async () => {
    assert.equal(await page.evaluate(() => document.documentElement.lang), 'de');
    await examine(page, 'de-welcome');
    await page.getByRole('button', { name: 'Übungsladen öffnen' }).click();
    await page.getByRole('navigation', { name: 'Seiten' }).waitFor();
    const { url } = await link(shop, 'Sauerteigbrot', 4800);
    await shop.pay(url).then((tab) => tab.close());
    await page.getByText('Erfolgreich').first().waitFor();
  });

  for (const [name, hash] of [
    ['home', '#/'],
    ['payments', '#/payments'],
    ['payouts', '#/payouts'],
    ['events', '#/events'],
    ['deliveries', '#/deliveries'],
    ['links', '#/links'],
    ['new-link', '#/links/new'],
    ['link-table', '#/links/table'],
    ['connection', '#/connection'],
    ['health', '#/health'],
    ['rehearsal', '#/rehearsal'],
    ['settings', '#/settings'],
    ['connect', '#/connect'],
  ]) {
    test(name, async () => {
      await page.evaluate((to) => (location.hash = to), hash);
      await page.getByRole('heading', { level: 1 }).waitFor();
      await page.waitForFunction(() => document.querySelector('[aria-busy="true"]') === null);
      // A window of 1280 × 800 at 200 % has room for 640 × 400.
      await examine(page, `de-${name}`, [
        { width: 1280, height: 800 },
        { width: 900, height: 600 },
        { width: 2560, height: 1440 },
        { width: 640, height: 400 },
      ]);
    });
  }

  test('a payment and its refund', async () => {
    await page.evaluate(() => (location.hash = '#/payments'));
    await page.getByTestId('payment-row').first().click();
    await page.getByTestId('payment-detail').getByText('Zahlung erfolgreich').first().waitFor();
    await page.getByRole('button', { name: /^Erstatten/ }).click();
    await examine(page, 'de-refund');
    shop.assertContent();
  });
});
