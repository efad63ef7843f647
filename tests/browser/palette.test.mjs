// Search and commands, and the list of keyboard shortcuts.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';

const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
];
const LONG_NAME =
  'Konstantina-Alexandra Papadopoulou-Christodoulopoulou von und zu Hohenstein-Wernigerode';

describe('the palette', () => {
  let shop;
  let page;
  let dialog;
  let field;
  let entries;
  let shortcuts;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open();
    page = shop.page;
    dialog = page.getByRole('dialog', { name: 'Search and commands' });
    field = page.getByRole('combobox', { name: 'Search and commands' });
    entries = dialog.getByRole('option');
    shortcuts = page.getByRole('dialog', { name: 'Keyboard shortcuts' });
  });
  after(() => shop?.close());

  const heading = (name) => page.getByRole('heading', { name, level: 1 });
  const isFocused = (locator) => locator.evaluate((element) => element === document.activeElement);

  /** Examines and pictures the page as it stands: light and dark, large and small. */
  async function examine(name) {
    const found = [];
    for (const colorScheme of ['light', 'dark']) {
      for (const size of SIZES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(size);
        found.push(...(await look(page, `palette-${name}-${colorScheme}-${size.width}`)));
      }
    }
    await page.setViewportSize(SIZES[0]);
    assert.deepEqual(found, []);
  }

  /** The text of the entry that Enter chooses, as the field tells of it. */
  async function marked() {
    const id = await field.getAttribute('aria-activedescendant');
    const option = page.locator(`[id="${id}"][role=option][aria-selected=true]`);
    return (await option.innerText()).replaceAll(/\s+/g, ' ').trim();
  }

  async function open(text) {
    await page.keyboard.press('Control+k');
    await field.waitFor();
    if (text) await page.keyboard.type(text);
  }

  test('opens with Ctrl K, and gives the focus back', async () => {
    await shop.enter();
    for (const [name, price] of [
      ['Sourdough box', '48'],
      ['باقة خبز طازج', '12.50'],
    ]) {
      const url = await shop.makeLink(name, price);
      if (price === '48') {
        await (await shop.pay(url, { name: 'Lena Vogt', email: 'lena@bakery.example' })).close();
        await (await shop.pay(url, { name: LONG_NAME, email: 'konstantina@example.com' })).close();
        await (await shop.pay(url, { name: 'أمل حداد', email: 'amal@example.com' })).close();
      }
    }
    await page.bringToFront();
    await shop.goTo('Payments');
    await shop.rows.nth(2).waitFor();
    const row = page.locator('[data-row]').nth(1);
    await row.focus();
    await open();
    assert.ok(await isFocused(field));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await isFocused(row));
    await open();
    await page.keyboard.press('Control+k');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await isFocused(row));
  });

  test('offers the pages and what can be done', async () => {
    await open();
    assert.deepEqual(await dialog.getByRole('group').evaluateAll((all) => all.length), 2);
    assert.equal(await marked(), 'Home');
    await page.keyboard.press('End');
    assert.match(await marked(), /^Keyboard shortcuts/);
    await page.keyboard.press('ArrowUp');
    assert.equal(await marked(), 'Connect a Stripe account');
    await page.keyboard.press('Home');
    await page.keyboard.press('ArrowDown');
    assert.equal(await marked(), 'Payments');
    await examine('blank');
    await page.keyboard.press('Escape');
  });

  test('finds a page, and a part of the settings', async () => {
    await open('heal');
    assert.equal(await marked(), 'Health');
    await page.keyboard.press('Enter');
    await heading('Health').waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('[data-title]'));
    await open('restore');
    assert.equal(await marked(), 'Backups Settings');
    await page.keyboard.press('Enter');
    await page.getByRole('region', { name: 'Backups' }).waitFor();
    await open('new link');
    await page.keyboard.press('Enter');
    await heading('New payment link').waitFor();
    await page.waitForFunction(() =>
      document.activeElement?.labels?.[0]?.textContent.includes('selling'),
    );
  });

  test('finds a link by part of its name', async () => {
    await open('dough');
    await dialog.getByRole('group', { name: 'Links' }).waitFor();
    await examine('found');
    const option = dialog.getByRole('group', { name: 'Links' }).getByRole('option');
    assert.match(await option.innerText(), /Sourdough box/);
    await option.click();
    await heading('Sourdough box').waitFor();
  });

  test('finds a link in another script', async () => {
    await open('خبز');
    await entries.first().waitFor();
    assert.match(await marked(), /باقة خبز طازج/);
    await examine('right-to-left');
    await page.keyboard.press('Enter');
    await heading('باقة خبز طازج').waitFor();
  });

  test('finds a payment by part of an e-mail address, and opens it', async () => {
    await open('lena@bak');
    await entries.first().waitFor();
    assert.equal(await entries.count(), 1);
    assert.match(await marked(), /Lena Vogt/);
    await page.keyboard.press('Enter');
    await page.getByTestId('payment-detail').getByText('Lena Vogt').first().waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('[data-row]'));
  });

  test('waits with Enter for what is looked for', async () => {
    await open('amal@ex');
    await page.keyboard.press('Enter');
    await page.getByTestId('payment-detail').getByText('أمل حداد').first().waitFor();
  });

  test('is led straight to by an id', async () => {
    const id = await shop.rows.last().getAttribute('data-id');
    await shop.goTo('Home');
    await open();
    await field.fill(id);
    await page.keyboard.press('Enter');
    await page.getByTestId('payment-detail').waitFor();
    assert.ok(page.url().endsWith(`#/payments/${id}`));
    await open();
    await field.fill('plink_1QNowhereAtAll');
    assert.equal(await marked(), 'Link plink_1QNowhereAtAll');
    await page.keyboard.press('Escape');
  });

  test('leaves what lies behind as it is when Escape closes it', async () => {
    await page.getByTestId('payment-detail').waitFor();
  });

  test('comes over the drawer of a payment', async () => {
    await page.setViewportSize(SIZES[1]);
    const drawer = page.getByRole('dialog', { name: 'Payment', exact: true });
    await drawer.waitFor();
    await open('konstantina');
    await entries.first().waitFor();
    const found = await look(page, 'palette-over-a-drawer-dark-900');
    assert.deepEqual(found, []);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    assert.ok(await drawer.isVisible());
    await open('settings');
    await page.keyboard.press('Enter');
    await heading('Settings').waitFor();
    await page.setViewportSize(SIZES[0]);
  });

  test('says that nothing is called so', async () => {
    await open('zeppelin');
    await dialog.getByText('Nothing is called “zeppelin”').waitFor();
    assert.equal(await field.getAttribute('aria-expanded'), 'false');
    await examine('nothing');
    await page.keyboard.press('Escape');
  });

  test('says that it is looking, and why it could not', async () => {
    let let_go;
    const held = new Promise((resolve) => (let_go = resolve));
    const error = { code: 'ledger_unavailable', message: 'The disk is full.', retryable: true };
    await page.route('**/ipc/list_payments', async (route) => {
      await held;
      await route.fulfill({ status: 503, json: { ...error, details: {} } });
    });
    await open('lena');
    await dialog.getByText('Looking through payments and links.').waitFor();
    await examine('looking');
    let_go();
    await dialog.getByText('The disk is full.').waitFor();
    await examine('failed');
    await page.unroute('**/ipc/list_payments');
    shop.complaints = shop.complaints.filter((text) => !text.includes('503'));
    await dialog.getByRole('button', { name: 'Try again' }).click();
    await entries.first().waitFor();
    assert.match(await marked(), /Lena Vogt/);
    await field.focus();
    await page.keyboard.press('Escape');
  });

  test('is opened by mouse, also where the rail is narrow', async () => {
    const button = page.getByRole('button', { name: 'Search and commands' });
    const found = [];
    await page.emulateMedia({ colorScheme: 'light' });
    for (const size of SIZES) {
      await page.setViewportSize(size);
      assert.equal(await button.getAttribute('title'), 'Search and commands (Ctrl K)');
      found.push(...(await look(page, `palette-rail-light-${size.width}`)));
      await button.click();
      await field.waitFor();
      await page.mouse.click(10, 10);
      await dialog.waitFor({ state: 'detached' });
      assert.ok(await isFocused(button));
    }
    assert.deepEqual(found, []);
    await page.setViewportSize(SIZES[0]);
  });

  test('? lists the shortcuts', async () => {
    await shop.goTo('Links');
    await heading('Links').focus();
    await page.keyboard.press('?');
    await shortcuts.waitFor();
    await shortcuts.getByText('Search the list').waitFor();
    await examine('shortcuts');
    await page.keyboard.press('Escape');
    await shortcuts.waitFor({ state: 'detached' });
    assert.ok(await isFocused(heading('Links')));
    await open('shortcuts');
    await page.keyboard.press('Enter');
    await shortcuts.waitFor();
    await page.keyboard.press('Control+k');
    await field.waitFor();
    assert.ok(!(await shortcuts.isVisible()));
    await page.keyboard.press('Escape');
    assert.ok(await isFocused(heading('Links')));
  });

  test('? and / are letters in a field, and nothing with Ctrl or Alt', async () => {
    await page.keyboard.press('/');
    const search = page.getByRole('searchbox', { name: 'Search links' });
    assert.ok(await isFocused(search));
    await page.keyboard.type('why?/');
    assert.equal(await search.inputValue(), 'why?/');
    await page.keyboard.press('Escape');
    await heading('Links').focus();
    for (const held of ['Control', 'Alt']) await page.keyboard.press(`${held}+?`);
    await open('what?');
    assert.equal(await field.inputValue(), 'what?');
    assert.ok(!(await shortcuts.isVisible()));
    await page.keyboard.press('Escape');
  });

  test('leaves the keys to a menu that is open', async () => {
    await page.getByRole('button', { name: /^Account:/ }).click();
    await page.getByRole('menuitemradio').first().waitFor();
    await page.waitForFunction(() => document.activeElement?.closest('[role=menu]'));
    for (const key of ['?', 'Control+k']) await page.keyboard.press(key);
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    assert.ok(!(await dialog.isVisible()) && !(await shortcuts.isVisible()));
  });

  test('makes no use of what is forbidden', () => shop.assertContent());
});
