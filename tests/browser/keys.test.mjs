// Where keys are kept on a computer without a keychain: the choice while connecting, the passphrase
// after a restart, and the key that is asked for at each start. A second practice store stands for Stripe.

import assert from 'node:assert/strict';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';
import { Store } from './store.mjs';

const PASSPHRASE = 'correct horse battery';

describe('a computer without a keychain', { skip: process.platform !== 'linux' }, () => {
  let stripe;
  let shop;
  let page;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    stripe = await Store.start();
    shop = await Shop.open({ apiBase: stripe.url, keys: 'computer' });
    page = shop.page;
  });
  after(async () => {
    await shop?.close();
    await stripe?.stop();
  });

  const passphrase = () => page.getByLabel('Passphrase', { exact: true });
  const again = () => page.getByLabel('The same once more');
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

  /** What has the focus. */
  const focused = () => page.evaluate(() => document.activeElement.textContent.trim());

  async function goToKeys() {
    await shop.goTo('Settings');
    const sections = page.getByRole('navigation', { name: 'Settings' });
    await sections.getByRole('link', { name: 'Keys' }).click();
  }

  async function connect() {
    await page.getByLabel('Restricted key').fill(stripe.key);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Connect in test mode' }).press('Enter');
  }

  test('asks where the key should be kept before it keeps it', async () => {
    await page.getByRole('button', { name: 'Connect a Stripe account' }).click();
    await connect();
    await page.getByRole('heading', { name: 'Where should the key be kept?' }).waitFor();
    assert.equal(await focused(), 'Where should the key be kept?');
    await page.getByText('There is no keychain on this computer').waitFor();
    assert.equal(await page.getByRole('radio').count(), 2);
    assert.ok(!existsSync(join(shop.server.home, 'keys.json')), 'nothing was kept yet');
    await examine('keys-place');
  });

  test('takes a passphrase that is long enough and typed twice', async () => {
    for (const [first, second, sentence] of [
      ['short', 'short', /too short/],
      [PASSPHRASE, 'correct horse', /two passphrases differ/],
    ]) {
      await passphrase().fill(first);
      await again().fill(second);
      await page.keyboard.press('Enter');
      await page.getByText(sentence).waitFor();
      assert.equal(await page.evaluate(() => document.activeElement.ariaInvalid), 'true');
    }
    await examine('keys-place-wrong');
    await passphrase().fill(PASSPHRASE);
    await again().fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByText('Make your first link').waitFor();
    assert.match(await card().getAttribute('aria-label'), /Harbour Bakery · Test mode/);
    assert.ok(existsSync(join(shop.server.home, 'keys.encrypted')));
    await shop.makeLink('Real bread', '48');
  });

  test('asks for it after a restart, and says when it is wrong', async () => {
    await shop.restart();
    await page.getByRole('heading', { name: 'Its key is locked away' }).waitFor();
    await examine('keys-locked');
    await passphrase().fill('battery staple horse');
    await page.keyboard.press('Enter');
    await page.getByText('The passphrase is wrong').waitFor();
    assert.equal(await passphrase().getAttribute('aria-invalid'), 'true');
    assert.equal(await page.evaluate(() => document.activeElement.tagName), 'INPUT');
    await examine('keys-locked-wrong');
    await passphrase().fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await shop.goTo('Links');
    await page.getByTestId('link-row').filter({ hasText: 'Real bread' }).waitFor();
    const content = await page.content();
    assert.ok(!content.includes(PASSPHRASE) && !content.includes(stripe.key));
  });

  test('gives up a file whose passphrase is forgotten, and takes the key anew', async () => {
    await shop.restart();
    await page.getByRole('button', { name: 'I forgot it' }).click();
    await examine('keys-forgotten');
    await page.getByRole('button', { name: 'Set the file aside' }).click();
    await page.getByRole('button', { name: 'Open with this key' }).waitFor();
    await examine('keys-needed');
    await page.getByLabel('Restricted key').fill('rk_test_51NobodyHasThisKey');
    await page.keyboard.press('Enter');
    await page.getByText(/Stripe does not accept/).waitFor();
    await page.getByLabel('Restricted key').fill(stripe.key);
    await page.keyboard.press('Enter');
    // The choice is made anew, too; this time nothing is kept.
    await page.getByRole('radio', { name: /ask at each start/ }).click();
    await page.getByRole('button', { name: 'Keep it there and connect' }).click();
    await shop.goTo('Links');
    await page.getByTestId('link-row').filter({ hasText: 'Real bread' }).waitFor();
  });

  test('asks for the key at each start where that was chosen', async () => {
    await shop.restart();
    await page.getByRole('heading', { name: 'Its key is needed' }).waitFor();
    assert.ok(!existsSync(join(shop.server.home, 'keys.encrypted')));
    await page.getByLabel('Restricted key').fill(stripe.key);
    await page.keyboard.press('Enter');
    await shop.goTo('Links');
    await page.getByTestId('link-row').filter({ hasText: 'Real bread' }).waitFor();
  });

  test('moves keys, changes the passphrase and replaces a key under Settings', async () => {
    await goToKeys();
    const panel = page.getByTestId('keys');
    const masked = panel.getByTestId('masked');
    await panel.getByText('they are asked for at each start').waitFor();
    assert.equal(await masked.innerText(), `sk_test_…${stripe.key.slice(-4)}`);
    await panel.getByText(/^(\d+) of \1 permissions work\.$/).waitFor();
    await examine('keys-panel');

    await panel.getByRole('button', { name: 'Keep keys elsewhere…' }).click();
    await panel.getByRole('radio', { name: /encrypted file/ }).click();
    await passphrase().fill(PASSPHRASE);
    await again().fill(PASSPHRASE);
    await examine('keys-move');
    await page.keyboard.press('Enter');
    await panel.getByText('Keys are kept in an encrypted file').waitFor();

    await panel.getByRole('button', { name: 'Change the passphrase…' }).click();
    await page.getByLabel('Present passphrase').fill('battery staple');
    await page.getByLabel('New passphrase').fill('another horse');
    await page.getByLabel('The new one once more').fill('another horse');
    await page.keyboard.press('Enter');
    await page.getByText('The passphrase is wrong').waitFor();
    await page.getByLabel('Present passphrase').fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await panel.getByRole('button', { name: 'Change the passphrase…' }).waitFor();

    const permissions = { account: 'read', events: 'read', charges: 'read' };
    const { key } = await stripe.practise('keys', { permissions });
    await panel.getByRole('button', { name: 'Replace the key…' }).click();
    await panel.getByLabel('Restricted key').fill(key);
    await page.keyboard.press('Enter');
    await panel.getByTestId('feature').first().waitFor();
    assert.equal(await masked.innerText(), `sk_test_…${stripe.key.slice(-4)}`);
    await examine('keys-replace');
    await panel.getByRole('button', { name: 'Replace the old key' }).press('Enter');
    await panel.getByText(`rk_test_…${key.slice(-4)}`).waitFor();
    await panel.getByText(/It lacks .*Products \(write\)/).waitFor();
    await examine('keys-replaced');

    await shop.restart();
    await passphrase().fill('another horse');
    await page.keyboard.press('Enter');
    await goToKeys();
    assert.equal(await masked.innerText(), `rk_test_…${key.slice(-4)}`);
  });

  test('complains of nothing but what was refused', () => {
    // A browser notes each answer that is no success.
    const others = shop.complaints.filter((text) => !/^Failed to load resource/.test(text));
    assert.deepEqual(others, []);
  });
});
