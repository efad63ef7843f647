// From the welcome to the row of a payment, in two languages' numbers.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Shop } from './shop.mjs';

const PEOPLE = [
  { locale: 'en-GB', price: '1,048.50', total: '€2,097.00', gross: '€4,194.00' },
  { locale: 'da-DK', price: '1.048,50', total: '2.097,00 €', gross: '4.194,00 €' },
];

for (const { locale, price, total, gross } of PEOPLE) {
  describe(`a person who writes numbers as in ${locale}`, () => {
    let shop;
    let url;
    before(async () => (shop = await Shop.open({ locale })));
    after(() => shop?.close());

    /** What is said somewhere, with the space that a locale puts before its sign made plain. */
    const said = async (place) => (await place.innerText()).replaceAll(/[\u00a0\u202f]/g, ' ');

    test('opens the practice store', async () => {
      await shop.enter();
      await shop.page.getByText('Receiving').waitFor();
    });

    test('makes a link', async () => {
      url = await shop.makeLink('Wedding cake', price, '2');
      assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\/pay\//);
      const image = shop.page.getByRole('img', { name: /QR code/ });
      await image.evaluate((drawing) => drawing.decode());
      assert.ok(await image.evaluate((drawing) => drawing.naturalWidth > 100));
    });

    test('copies its address', async () => {
      await shop.page.getByRole('button', { name: 'Copy address' }).click();
      await shop.page.getByRole('button', { name: 'Copied' }).waitFor();
      assert.equal(await shop.page.evaluate(() => navigator.clipboard.readText()), url);
    });

    test('opens its pay page', async () => {
      const [tab] = await Promise.all([
        shop.context.waitForEvent('page'),
        shop.page.getByRole('button', { name: 'Open pay page' }).click(),
      ]);
      await tab.getByText('Wedding cake').waitFor();
      assert.ok(tab.url().startsWith(url), tab.url());
      await tab.close();
    });

    test('sees there that it is paid', async () => {
      const tab = await shop.pay(url);
      await shop.page.getByText(/^Paid /).waitFor();
      await tab.close();
    });

    test('sees the next payment arrive in the list, without a reload', async () => {
      await shop.goTo('Payments');
      await shop.rows.first().waitFor();
      assert.equal(await shop.rows.count(), 1);
      await shop.page.evaluate(() => (window.notReloaded = true));
      const tab = await shop.pay(url, { name: 'Tom Becker', email: 'tom@example.com' });
      const row = shop.rows
        .filter({ hasText: 'Tom Becker' })
        .and(shop.page.locator('[data-status="succeeded"]'));
      // What was bought is known from the checkout, and the card from the charge: their events may come
      // after the money's.
      await row.filter({ hasText: 'Wedding cake' }).filter({ hasText: '4242' }).waitFor();
      const words = await said(row);
      for (const word of [total, 'Succeeded', 'Visa', '4242']) {
        assert.ok(words.includes(word), `${word} is not in ${words}`);
      }
      assert.equal(await shop.page.evaluate(() => window.notReloaded), true);
      await tab.close();
    });

    test('sees a card declined, in the shop and on the pay page', async () => {
      const tab = await shop.pay(url, { name: 'Mei Tanaka', card: '4000 0000 0000 0002' });
      await tab
        .getByRole('alert')
        .filter({ hasText: /declined|abgelehnt/i })
        .waitFor();
      const row = shop.rows
        .filter({ hasText: 'Mei Tanaka' })
        .and(shop.page.locator('[data-status="failed"]'));
      await row.waitFor();
      await row.click();
      const detail = shop.page.getByTestId('payment-detail');
      await detail
        .getByText(/declined/i)
        .first()
        .waitFor();
      await tab.close();
    });

    test('finds a payment by what is known of it', async () => {
      const search = shop.page.getByRole('combobox', { name: 'Search payments' });
      await search.fill('tom@example.com');
      await shop.rows.filter({ hasText: 'Mei Tanaka' }).waitFor({ state: 'detached' });
      assert.equal(await shop.rows.count(), 1);
      await search.fill('');
      await shop.rows.nth(2).waitFor();
    });

    test('finds the sums of the day on the first page', async () => {
      await shop.goTo('Home');
      const today = shop.page.getByRole('region', { name: 'Today' });
      await today.getByText('1 failed').waitFor();
      const words = await said(today);
      assert.ok(words.includes(gross), words);
    });

    test('finds all of it again after a reload', async () => {
      await shop.goTo('Links');
      await shop.page.reload();
      const link = shop.page.getByTestId('link-row');
      await link.waitFor();
      const words = await said(link);
      for (const word of ['Wedding cake', total, 'Open', '2'])
        assert.ok(words.includes(word), words);
    });

    test('was never told that the page broke a rule of its own', () => shop.assertContent());
  });
}
