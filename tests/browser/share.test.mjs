// Passing a link on: saved codes are read by a reader that is not ours, addresses count apart, the counter sees who paid.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';

/** Looks at a page in both themes, large and small. */
async function examine(page, name) {
  const found = [];
  for (const colorScheme of ['light', 'dark']) {
    for (const size of [
      { width: 1280, height: 800 },
      { width: 900, height: 600 },
    ]) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      await page.setViewportSize(size);
      found.push(...(await look(page, `${name}-${colorScheme}-${size.width}`)));
    }
  }
  await page.setViewportSize({ width: 1280, height: 800 });
  assert.deepEqual(found, []);
}

describe('passing a link on', { concurrency: 1 }, () => {
  let shop;
  let page;
  let url;
  const beside = mkdtempSync(join(tmpdir(), 'countertop-share-'));
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open();
    page = shop.page;
    await shop.enter();
    url = await shop.makeLink('Sourdough box', '48');
  });
  after(async () => {
    await shop?.close();
    rmSync(beside, { recursive: true, force: true });
  });

  const button = (name, options) => page.getByRole('button', { name, ...options });
  const share = () => page.getByTestId('share');

  /** What the dialog of the desktop is asked, this browser asks in a prompt. */
  function choose(path) {
    page.once('dialog', (dialog) => {
      assert.match(dialog.message(), /^Development server: /);
      void dialog.accept(path);
    });
  }

  async function saveAs(name, act) {
    const path = join(beside, name);
    choose(path);
    await act();
    await page.getByText(path).waitFor();
    return path;
  }

  /** What is in a picture's code, as a phone reads it. */
  function scanned(picture) {
    return execFileSync('zbarimg', ['--nodbus', '--quiet', '--raw', picture], {
      encoding: 'utf8',
    }).trim();
  }

  test('says that a code of the practice store works on this computer only', async () => {
    await share().getByText('work on this computer only').waitFor();
    await share()
      .getByRole('img', { name: /QR code/ })
      .waitFor();
  });

  test('saves the code as a picture and a drawing', async () => {
    const png = await saveAs('code.png', () => button('PNG…').click());
    assert.equal(scanned(png), url);
    const svg = await saveAs('code', () => button('SVG…').click());
    assert.match(readFileSync(`${svg}.svg`, 'utf8'), /^<svg /);
  });

  test('saves a poster, and its code is read as the address', async () => {
    await button('Poster').click();
    const form = page.getByTestId('poster-form');
    await form.getByLabel('Paper').selectOption('A5');
    await form.getByLabel('Language').selectOption('Deutsch');
    await form.getByLabel('Shop’s name').fill('Brot & Söhne 🥖 מאפייה');
    await examine(page, 'share-poster-form');
    const pdf = await saveAs('poster.pdf', () => button('Save as PDF…').click());
    await examine(page, 'share-poster-saved');
    const drawn = join(SCREENS, 'poster-of-a-link');
    execFileSync('pdftoppm', ['-png', '-r', '100', '-singlefile', pdf, drawn]);
    assert.equal(scanned(`${drawn}.png`), url);
    const text = execFileSync('pdftotext', [pdf, '-'], { encoding: 'utf8' });
    for (const part of [
      'Brot & Söhne',
      'Sourdough box',
      '48,00',
      'Zum Bezahlen',
      'Probe: Dieser Code',
    ]) {
      assert.ok(text.includes(part), `no ${part} in ${text}`);
    }
    await button('Poster').click();
    await form.waitFor({ state: 'detached' });
  });

  test('tells what Stripe would drop, and offers what it takes', async () => {
    await button('Make an address').click();
    await page.waitForFunction(() =>
      document.activeElement?.labels?.[0]?.textContent.includes('What you call it'),
    );
    await page.keyboard.type('Shop window');
    await button('Use “shop-window”').waitFor();
    await page.getByLabel('Reference').fill('shop window');
    await page.getByText('Stripe drops any other').waitFor();
    await page.getByLabel('The customer’s e-mail address').fill('ana@');
    await page.getByText('This is no e-mail address').waitFor();
    await page.getByLabel('Promotion code').fill('MAY');
    await page.getByText('takes no promotion codes').waitFor();
    await examine(page, 'share-variant-form');
    await page.getByLabel('Promotion code').fill('');
    await page.getByLabel('The customer’s e-mail address').fill('');
    await page.getByLabel('Reference').fill('');
    await button('Use “shop-window”').click();
    await page.getByTestId('variant-url').filter({ hasText: '=shop-window' }).waitFor();
    await button('Keep this address').click();
    await page.getByTestId('variant').filter({ hasText: 'Paid 0 times' }).waitFor();
  });

  test('counts what comes in through an address by its reference', async () => {
    await shop.pay(`${url}?client_reference_id=shop-window`).then((tab) => tab.close());
    await page.getByTestId('variant-results').filter({ hasText: 'Paid once' }).waitFor();
    await page.getByTestId('variant-results').filter({ hasText: '48.00' }).waitFor();
  });

  test('an address without a reference says so, and is given one', async () => {
    await button('Make an address').click();
    await page.getByLabel('What you call it').fill('Newsletter');
    await page.getByLabel('Language of the pay page').selectOption('de');
    await button('Keep this address').click();
    await page.getByText('its results cannot be told').waitFor();
    await examine(page, 'share-variants');
    await button('Give it a reference').click();
    await page.getByText('Reference newsletter').waitFor();
    await button('Remove Newsletter').click();
    await button('Remove it').click();
    await page.getByTestId('variant').nth(1).waitFor({ state: 'detached' });
  });

  test('the counter shows amounts as they are paid, and never who paid', async () => {
    await button('Show at the counter').click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await page.waitForFunction(() => document.fullscreenElement !== null);
    assert.equal(await page.getByTestId('paid-sign').count(), 0, 'what was paid before is no news');
    await examine(page, 'share-counter');
    await Promise.all([
      shop.pay(url, { name: 'Tom Becker', email: 'tom@example.com' }).then((tab) => tab.close()),
      shop.pay(url, { name: 'Mei Tanaka', email: 'mei@example.com' }).then((tab) => tab.close()),
    ]);
    await page.getByTestId('paid-sign').nth(1).waitFor();
    assert.match(await page.getByTestId('paid-sign').first().innerText(), /^Paid .* · €48\.00$/);
    assert.doesNotMatch(await page.locator('main').innerText(), /Tom|Mei|example\.com/);
    await examine(page, 'share-counter-paid');
  });

  test('a payment through another link is no sign here', async () => {
    const other = await shop.server.call('create_link', {
      terms: {
        line_items: [
          {
            price_data: {
              currency: 'eur',
              unit_amount: 700,
              product_data: { name: 'Baking class' },
            },
            quantity: 1,
          },
        ],
      },
      submission: 'share-test-other',
    });
    await shop.pay(other.url).then((tab) => tab.close());
    await shop.pay(url).then((tab) => tab.close());
    await page.getByTestId('paid-sign').nth(2).waitFor();
    const signs = await page.getByTestId('paid-sign').allInnerTexts();
    assert.equal(signs.length, 3);
    for (const sign of signs) assert.match(sign, /€48\.00$/);
  });

  test('leaving the full screen leaves the counter, and so does Escape without one', async () => {
    // A browser takes the key for itself, and tells that the full screen ended.
    await page.evaluate(() => document.exitFullscreen());
    await share().waitFor();
    await button('Show at the counter').click();
    await page.waitForFunction(() => document.fullscreenElement !== null);
    await page.evaluate(() => (Document.prototype.exitFullscreen = async () => {}));
    await page.getByRole('heading', { name: 'Sourdough box' }).waitFor();
    await page.keyboard.press('Escape');
    await share().waitFor();
  });

  test('nothing broke the page’s own policy', () => shop.assertContent());

  test('the counter goes on showing its code when nobody answers, and says so', async () => {
    await button('Show at the counter').click();
    await page.getByRole('img', { name: /QR code/ }).waitFor();
    await shop.server.stop();
    await page.getByText('Countertop does not answer. The code works').waitFor();
    assert.ok(await page.getByRole('img', { name: /QR code/ }).isVisible());
    await examine(page, 'share-counter-lost');
  });
});
