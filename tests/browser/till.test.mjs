// A till that several people use: the PIN before a refund, a window for looking only, and the lock.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { SCREENS, lookInBothThemes } from './examine.mjs';
import { Shop } from './shop.mjs';

const PIN = '482913';

describe('a till that several people use', { concurrency: 1 }, () => {
  let shop;
  let page;
  let link;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open();
    page = shop.page;
    await shop.enter();
    const item = { currency: 'eur', unit_amount: 4800, product_data: { name: 'Sourdough box' } };
    link = await shop.server.call('create_link', {
      terms: { line_items: [{ quantity: 1, price_data: item }] },
      submission: crypto.randomUUID(),
    });
    await shop.pay(link.url).then((tab) => tab.close());
  });
  after(() => shop?.close());

  const button = (name) => page.getByRole('button', { name, exact: true });
  const detail = () => page.getByTestId('payment-detail');
  const pinField = () => page.locator('input[type="password"]').first();
  const dialog = () => page.getByRole('dialog', { name: 'This needs the PIN' });
  const lockScreen = () => page.getByRole('heading', { name: 'Locked', level: 1 });
  const go = (hash) => page.evaluate((to) => (location.hash = to), hash);

  async function examine(name) {
    assert.deepEqual(await lookInBothThemes(page, name), []);
  }

  async function openPayment() {
    await go('#/payments');
    await shop.rows.first().click();
    await detail().getByText('Sourdough box').first().waitFor();
  }

  /** The time on the wall goes on, as while a computer sleeps. */
  const later = (minutes) =>
    page.evaluate((by) => {
      const now = Date.now.bind(Date);
      Date.now = () => now() + by * 60_000;
    }, minutes);

  const text = () => page.evaluate(() => document.body.innerText);

  test('a PIN is set once it is one, and typed the same way twice', async () => {
    await go('#/settings/till');
    await button('Set a PIN…').click();
    const pin = pinField();
    const repeated = page.getByLabel('The same once more');
    await pin.fill('12');
    await page.keyboard.press('Enter');
    await page.getByText('A PIN has 4 to 12 digits.').waitFor();
    await pin.fill(PIN);
    await repeated.fill('482914');
    await page.keyboard.press('Enter');
    await page.getByText('The two PINs differ').waitFor();
    assert.ok(await repeated.evaluate((field) => field === document.activeElement));
    await examine('till-pin');
    await repeated.fill(PIN);
    await page.keyboard.press('Enter');
    await page.getByText('The PIN is set.').waitFor();
    await examine('till-settings');
    const kept = readFileSync(join(shop.server.home, 'till.json'), 'utf8');
    assert.match(kept, /\$argon2id\$/);
    assert.doesNotMatch(kept, new RegExp(PIN));
  });

  test('a refund waits for the PIN, and is made once', async () => {
    await shop.restart();
    await openPayment();
    await button('Refund…').click();
    await page.getByLabel('How much to give back').fill('10');
    await page.getByRole('button', { name: /^Refund €10/ }).press('Enter');
    await dialog().waitFor();
    await page.keyboard.type('1111');
    await page.keyboard.press('Enter');
    await dialog().getByText('That is not the PIN.').waitFor();
    await examine('till-asked');
    await page.keyboard.press('Escape');
    await detail().getByText('The PIN is needed for this; nothing was done.').waitFor();
    const { rows } = await shop.server.call('list_payments', { limit: 1 });
    assert.equal(rows[0].amountRefunded, 0);
    await page.getByRole('button', { name: /^Refund €10/ }).press('Enter');
    await dialog().waitFor();
    await page.keyboard.type(PIN);
    await page.keyboard.press('Enter');
    await detail().getByText('Partial refund').first().waitFor();
    assert.equal(await dialog().count(), 0);
    // A right PIN is good for a few minutes.
    await button('Refund…').click();
    await page.getByLabel('How much to give back').fill('5');
    await page.getByRole('button', { name: /^Refund €5/ }).press('Enter');
    await page.getByTestId('money-form').waitFor({ state: 'detached' });
    const now = await shop.server.call('list_payments', { limit: 1 });
    assert.equal(now.rows[0].amountRefunded, 1500);
  });

  test('a window for looking only offers nothing that changes something', async () => {
    await go('#/settings/till');
    await page.getByRole('checkbox', { name: /View only/ }).check();
    await page.getByTestId('view-only').waitFor();
    await examine('till-view-only-settings');
    await openPayment();
    const refund = button('Refund…');
    assert.equal(await refund.getAttribute('aria-disabled'), 'true');
    assert.equal(await refund.getAttribute('title'), 'This window is for looking only.');
    await refund.press('Enter');
    assert.equal(await page.getByTestId('money-form').count(), 0);
    await examine('till-view-only-payment');
    await go('#/links/new');
    await page.getByText('Nothing can be changed here').waitFor();
    await examine('till-view-only-form');
    await page.keyboard.press('Control+k');
    await page.keyboard.type('new payment');
    assert.equal(
      await page.getByTestId('palette-entry').filter({ hasText: 'New payment' }).count(),
      0,
    );
    await page.keyboard.press('Escape');
  });

  test('it is left by the PIN alone', async () => {
    await shop.restart();
    await go('#/settings/till');
    const only = page.getByRole('checkbox', { name: /View only/ });
    await only.click();
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'detached' });
    assert.ok(await only.isChecked());
    await only.click();
    await dialog().waitFor();
    await page.keyboard.type(PIN);
    await page.keyboard.press('Enter');
    await page.getByTestId('view-only').waitFor({ state: 'detached' });
    assert.ok(!(await only.isChecked()));
  });

  test('it is locked and unlocked by keyboard alone, and payments arrive meanwhile', async () => {
    await go('#/');
    await page.getByText('Ana Ruiz').first().waitFor();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lock');
    await page.getByTestId('palette-entry').filter({ hasText: 'Lock now' }).waitFor();
    await page.keyboard.press('Enter');
    await lockScreen().waitFor();
    assert.doesNotMatch(await text(), /€|Ana Ruiz|Sourdough|Practice/);
    await examine('till-locked');
    await assert.rejects(shop.server.call('list_payments', {}), { code: 'locked' });
    await shop.pay(link.url, { name: 'Lena Vogt' }).then((tab) => tab.close());
    await page.reload();
    await lockScreen().waitFor();
    await page.keyboard.type(PIN);
    await page.keyboard.press('Enter');
    await page.getByText('Lena Vogt').first().waitFor();
  });

  test('whoever forgot the PIN is told the way around it', async () => {
    await page.keyboard.press('Control+k');
    await page.keyboard.type('lock');
    await page.keyboard.press('Enter');
    await lockScreen().waitFor();
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    await page.keyboard.press('Enter');
    await page.getByText(/guards this window and not the disk/).waitFor();
    assert.ok((await text()).includes(join(shop.server.home, 'till.json')));
    await examine('till-forgotten');
    await pinField().fill(PIN);
    await page.keyboard.press('Enter');
    await lockScreen().waitFor({ state: 'detached' });
  });

  test('it locks itself when nobody was there, and stays lit at the counter', async () => {
    await go('#/settings/till');
    await page.getByLabel('Lock after').selectOption('5 minutes');
    await page.waitForFunction(() => !document.querySelector('select')?.disabled);
    await go(`#/links/${link.id}/counter`);
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await later(6);
    await page.mouse.move(10, 10);
    await page.mouse.move(20, 20);
    assert.equal(await lockScreen().count(), 0);
    await page.keyboard.press('Escape');
    await lockScreen().waitFor();
    await pinField().fill(PIN);
    await page.keyboard.press('Enter');
    await lockScreen().waitFor({ state: 'detached' });
    await page.mouse.move(30, 30);
    await later(6);
    // Who moves the mouse now is not who was here before.
    await page.mouse.move(40, 40);
    await lockScreen().waitFor();
    await shop.restart();
    await lockScreen().waitFor();
  });

  test('wrong PINs are slowed down', async () => {
    const pin = pinField();
    for (const told of [
      /^That is not the PIN\.$/,
      /^That is not the PIN\.$/,
      /taken in 10 seconds/,
    ]) {
      await pin.fill('0000');
      await page.keyboard.press('Enter');
      await page.waitForFunction(() => document.querySelector('input')?.value === '');
      await page.getByText(told).waitFor();
    }
    await pin.fill(PIN);
    await page.keyboard.press('Enter');
    await page.getByText(/taken in \d+ seconds/).waitFor();
    assert.equal(await lockScreen().count(), 1);
    await examine('till-slowed');
  });

  test('the page complained of nothing but what was refused on purpose', () => {
    const others = shop.complaints.filter((it) => !/status of (400|403)/.test(it));
    assert.deepEqual(others, []);
  });
});
