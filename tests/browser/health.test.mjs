// The health page: empty, with a payment's deliveries as they come, and with one that is refused.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Shop } from './shop.mjs';

for (const locale of ['en-GB', 'da-DK']) {
  describe(`the health page, for a person who writes numbers as in ${locale}`, () => {
    let shop;
    let page;
    let link;
    before(async () => {
      shop = await Shop.open({ locale });
      page = shop.page;
    });
    after(() => shop?.close());

    const rows = () => page.getByTestId('delivery-row');
    const verdict = () => page.getByTestId('verdict');
    /** The lines of the figure with this name. */
    const figure = async (name) => {
      const figures = page.getByRole('region', { name: 'Figures' });
      const text = await figures.getByText(name, { exact: true }).locator('..').innerText();
      return text.replaceAll('\u00a0', ' ').split(/\n+/);
    };

    test('is found by what the status bar says', async () => {
      await shop.enter();
      await shop.goToHealth();
      await page.getByText('No event has come yet.').waitFor();
      await page.getByText('Nothing has come yet').waitFor();
      assert.equal(await rows().count(), 0);
    });

    test('shows the deliveries of a payment as they come', async () => {
      link = await shop.makeLink('Croissants', '3');
      await shop.goToHealth();
      await rows().first().waitFor();
      const before = await rows().count();
      const tab = await shop.pay(link);
      await page.bringToFront();
      // A payment is told in several events.
      await rows()
        .nth(before + 2)
        .waitFor();
      await verdict().getByText('The last event came just now.').waitFor();
      const words = await rows().first().innerText();
      assert.match(words, /Accepted/);
      assert.match(words, /evt_\w+/);
      assert.match(words, locale === 'da-DK' ? /\d,\d\skB/ : /\d\.\d\skB/);
      assert.equal(await page.locator('[data-tone]').getAttribute('data-tone'), 'good');
      assert.match((await figure('Accepted'))[1], /^[1-9]/);
      assert.equal((await figure('Refused'))[1], '0');
      assert.match((await figure('Writing to the disk'))[1], /\d m?s$/);
      await tab.close();
    });

    test('shows what was refused, why, and what to do', async () => {
      const accepted = await page
        .locator('[data-testid="delivery-row"][data-status="200"]')
        .count();
      await shop.intrude();
      const refused = page.locator('[data-reason="signature_mismatch"]');
      await refused.and(rows()).waitFor();
      assert.match(await refused.and(rows()).innerText(), /Wrong secret[^]*400 signature_mismatch/);
      const reason = refused.and(page.getByTestId('reason'));
      assert.match(await reason.innerText(), /signing secret[^]*Once/);
      assert.equal((await figure('Refused'))[1], '1');
      await page
        .getByRole('heading', { name: 'Receiving, but the last signed delivery was refused.' })
        .waitFor();
      assert.ok((await rows().count()) > accepted);
    });

    test('is content again once a delivery is accepted', async () => {
      const tab = await shop.pay(link, { name: 'Tom Becker' });
      await page.bringToFront();
      await page.locator('[data-tone="good"]').waitFor();
      await tab.close();
    });

    test('shows no money and no secret', async () => {
      const words = await page.getByRole('main').innerText();
      assert.doesNotMatch(words, /[€$£]|EUR|whsec_|sk_test/);
    });

    test('says so when the program has gone', async () => {
      shop.assertContent();
      await shop.goToHealth();
      await page.getByRole('heading', { name: 'Receiving.' }).waitFor();
      await shop.server.stop();
      await page.getByRole('heading', { name: 'Countertop does not answer.' }).waitFor();
      assert.equal(await page.locator('[data-tone]').getAttribute('data-tone'), 'bad');
      await verdict()
        .getByText(/^What stands below is from /)
        .waitFor();
    });
  });
}
