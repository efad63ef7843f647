// Settings over the real program: what is backed up comes back, what is erased is gone.

import assert from 'node:assert/strict';
import { copyFileSync, existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Shop } from './shop.mjs';
import { Store } from './store.mjs';

/** The names of the folders of accounts. */
const accounts = (shop) => readdirSync(join(shop.server.home, 'accounts'));

/** Opens a section by its link. */
async function open(shop, section) {
  await shop.goTo('Settings');
  const sections = shop.page.getByRole('navigation', { name: 'Settings' });
  await sections.getByRole('link', { name: section }).click();
  await shop.page.getByRole('heading', { name: section, level: 2 }).waitFor();
}

describe('settings of the practice store', { concurrency: 1 }, () => {
  let shop;
  let link;
  const beside = mkdtempSync(join(tmpdir(), 'countertop-settings-'));
  before(async () => {
    shop = await Shop.open();
    await shop.enter();
    link = await shop.makeLink('Sourdough box', '48');
    await (await shop.pay(link)).close();
    await shop.goTo('Payments');
    await row('Ana Ruiz').waitFor();
  });
  after(async () => {
    await shop?.close();
    rmSync(beside, { recursive: true, force: true });
  });

  const row = (text) => shop.rows.filter({ hasText: text });
  const button = (name, options) => shop.page.getByRole('button', { name, ...options });
  const said = (text) => shop.page.getByRole('status').filter({ hasText: text });

  /** What the dialog of the desktop is asked, this browser asks in a prompt that is labelled so. */
  function choose(path) {
    shop.page.once('dialog', (dialog) => {
      assert.match(dialog.message(), /^Development server: /);
      void dialog.accept(path);
    });
  }

  test('the account is called something else, here and in the rail', async () => {
    await open(shop, 'Account');
    const name = shop.page.getByLabel('Name of the account');
    await name.fill('x'.repeat(61));
    await button('Save the name').click();
    await shop.page.getByText(/more than 60 characters/).waitFor();
    await name.fill('Market stall');
    await button('Save the name').click();
    await shop.page.getByText('The name is saved.').waitFor();
    await button(/^Account: Market stall/).waitFor();
  });

  test('everything is exported into a folder of its own in the chosen one', async () => {
    await open(shop, 'Data');
    choose('somewhere');
    await button('Export…').click();
    await shop.page.getByRole('alert').filter({ hasText: 'no whole path' }).waitFor();
    choose(beside);
    await button('Export…').click();
    await said('written to').waitFor();
    const [folder] = readdirSync(beside);
    assert.match(folder, /^countertop-practice-/);
    const payments = readFileSync(join(beside, folder, 'payments.csv'), 'utf8');
    assert.match(payments, /Ana Ruiz/);
    assert.ok(existsSync(join(beside, folder, 'manifest.json')));
  });

  test('a backup is made, and kept every day from now on', async () => {
    await open(shop, 'Backups');
    await shop.page.getByText('There is no backup yet.').waitFor();
    await button('Back up now').click();
    await shop.page.getByTestId('backup-row').waitFor();
    await shop.page.getByLabel('Back up every day').check();
    await shop.page.getByLabel('At', { exact: true }).fill('03:00');
    const keep = shop.page.getByLabel('How many to keep');
    await keep.fill('0');
    await button('Save', { exact: true }).click();
    await shop.page.getByText(/^Keep from 1 to/).waitFor();
    await keep.fill('3');
    await button('Save', { exact: true }).click();
    await shop.page.getByText(/^The next is due .*03:00:00/).waitFor();
    await shop.page.reload();
    await shop.page.getByLabel('Back up every day').waitFor();
    assert.equal(await keep.inputValue(), '3');
    const folder = join(shop.server.home, 'accounts/practice/backups');
    const [name] = readdirSync(folder);
    copyFileSync(join(folder, name), join(beside, 'taken-along.sqlite'));
  });

  test('the practice store is begun anew by a word that is typed', async () => {
    await open(shop, 'Practice store');
    await button('Begin anew…').click();
    const word = shop.page.getByLabel(/^To confirm/);
    await word.fill('yes');
    await button('Delete and begin anew').click();
    await shop.page.getByText('Type it as it stands here').waitFor();
    await word.fill('begin anew');
    await button('Delete and begin anew').click();
    await said('begun anew').waitFor();
    await shop.goTo('Payments');
    await shop.page.getByText('No payments yet').waitFor();
  });

  test('the backup that was taken along brings the payment back', async () => {
    await open(shop, 'Backups');
    choose(join(beside, 'taken-along.sqlite'));
    await button('Restore from a file…').click();
    const group = shop.page.getByRole('group', { name: 'Restore a backup' });
    await group.getByText(/^1 payment, .* the newest of/).waitFor();
    await group.getByText(/^0 payments/).waitFor();
    await button('Replace the ledger with it').click();
    await group.getByText(/^Restored: 1 payment/).waitFor();
    await shop.goTo('Payments');
    await row('Ana Ruiz').and(shop.page.locator('[data-status="succeeded"]')).waitFor();
  });

  test('what is no backup is refused, and the ledger stays', async () => {
    await open(shop, 'Backups');
    choose(join(shop.server.home, 'accounts.json'));
    await button('Restore from a file…').click();
    const group = shop.page.getByRole('group', { name: 'Restore a backup' });
    await group.getByRole('alert').filter({ hasText: 'no backup of a ledger' }).waitFor();
    assert.equal(await button('Replace the ledger with it').count(), 0);
    await shop.goTo('Payments');
    await row('Ana Ruiz').waitFor();
  });

  test('a customer is erased after it was shown what that takes', async () => {
    await open(shop, 'Erase a customer');
    const person = shop.page.getByLabel('E-mail address or customer id');
    await person.fill('Ana');
    await button('Look').click();
    await shop.page.getByText(/^Write an e-mail address/).waitFor();
    await person.fill('nobody@example.com');
    await button('Look').click();
    await said('Nothing of this customer').waitFor();
    await person.fill('ANA@example.com');
    await button('Look').click();
    const what = shop.page.getByRole('group', { name: 'What would be erased' });
    await what.getByRole('row', { name: /^Payments 1/ }).waitFor();
    await what.getByLabel(/Also delete/).check();
    await button('Erase for good').click();
    await said('Erased, recorded as No. 1').waitFor();
    assert.equal(await person.inputValue(), '');
    await shop.page.getByTestId('erasure-row').filter({ hasText: '1 payment' }).waitFor();
    await shop.goTo('Payments');
    await row('48').waitFor();
    assert.equal(await row('Ana Ruiz').count(), 0);
    assert.equal(await shop.page.getByText('ana@example.com').count(), 0);
    await open(shop, 'Backups');
    await shop.page.getByText('There is no backup yet.').waitFor();
  });

  test('the check-up says what works', async () => {
    await open(shop, 'Diagnostics');
    await button('Run the check').click();
    const findings = shop.page.getByTestId('finding');
    await findings.filter({ hasText: /^Ledger\s*Works/ }).waitFor();
    await findings.filter({ hasText: 'Key' }).first().waitFor();
  });

  test('diagnostics are read before they are saved, and name no customer', async () => {
    await (await shop.pay(await shop.makeLink('Plain box', '5'))).close();
    await shop.goTo('Payments');
    await row('Plain box').waitFor();
    await open(shop, 'Diagnostics');
    await button('Show what is in it').click();
    const files = shop.page.getByTestId('bundle-file');
    await files.first().waitFor();
    const names = await files.locator('summary code').allInnerTexts();
    assert.ok(names.includes('ledger.json') && names.includes('log.txt'), `${names}`);
    const texts = await files.locator('pre').allTextContents();
    assert.ok(texts.some((text) => text.includes('"payments": 2')));
    for (const text of texts) assert.doesNotMatch(text, /@|Ana Ruiz|Plain box/);
    choose(join(beside, 'bundle.zip'));
    await button('Save as a zip file…').click();
    await said('Saved').waitFor();
    assert.equal(readFileSync(join(beside, 'bundle.zip')).toString('latin1', 0, 2), 'PK');
  });

  test('versions and paths can be copied', async () => {
    await open(shop, 'About');
    await button('Copy all').click();
    await button('Copied').waitFor();
    const copied = await shop.page.evaluate(() => navigator.clipboard.readText());
    assert.match(copied, /^Countertop\nVersion: \d+\.\d+\.\d+/);
    assert.ok(copied.includes(shop.server.home), copied);
  });

  test('the page complained of nothing but what was refused on purpose', () => {
    const others = shop.complaints.filter((it) => !/status of (400|503)/.test(it));
    assert.deepEqual(others, []);
  });
});

describe('settings of an account at Stripe', { concurrency: 1 }, () => {
  const disk = mkdtempSync(join(tmpdir(), 'countertop-disk-'));
  let stripe;
  let shop;
  let page;
  before(async () => {
    stripe = await Store.start();
    shop = await Shop.open({ apiBase: stripe.url });
    page = shop.page;
    await page.getByRole('button', { name: 'Connect a Stripe account' }).click();
    await page.getByLabel('Restricted key').fill(stripe.key);
    await page.getByRole('button', { name: 'Check this key' }).click();
    await page.getByRole('button', { name: 'Connect in test mode' }).click();
    await page.getByRole('button', { name: /^Account:.*Test mode/ }).waitFor();
  });
  after(async () => {
    await shop?.close();
    await stripe?.stop();
    rmSync(disk, { recursive: true, force: true });
  });

  const button = (name) => page.getByRole('button', { name });
  const word = () => page.getByLabel(/^To confirm/);

  test('has its key among them', async () => {
    await open(shop, 'Keys');
    await page.getByTestId('masked').waitFor();
    assert.ok(!(await page.content()).includes(stripe.key));
  });

  test('its ledger and backups are wiped by its name alone, and it stays connected', async () => {
    await shop.makeLink('Real bread', '48');
    await open(shop, 'Backups');
    await button('Back up now').click();
    await page.getByTestId('backup-row').waitFor();
    const [folder] = accounts(shop).filter((name) => name.endsWith('-test'));
    const backups = join(shop.server.home, 'accounts', folder, 'backups');
    assert.equal(readdirSync(backups).length, 1);
    await open(shop, 'Data');
    await button('Wipe…').click();
    await word().fill('Harbour');
    await button('Wipe the ledger').click();
    await page.getByText('Type it as it stands here').waitFor();
    assert.equal(readdirSync(backups).length, 1);
    await word().fill('Harbour Bakery');
    await button('Wipe the ledger').click();
    await page.getByRole('status').filter({ hasText: 'The ledger is wiped' }).waitFor();
    assert.ok(!existsSync(backups));
    await page.getByText('Receiving').waitFor();
    await open(shop, 'Backups');
    await page.getByText('There is no backup yet.').waitFor();
  });

  test('its colour is chosen, and stays', async () => {
    await open(shop, 'Account');
    const violet = page.getByRole('radio', { name: 'Violet' });
    await violet.check();
    await page.reload();
    await violet.and(page.locator(':checked')).waitFor();
  });

  test('its backups are kept in a folder of its own on another disk', async () => {
    await open(shop, 'Backups');
    page.once('dialog', (dialog) => void dialog.accept(disk));
    await button('Keep them elsewhere…').click();
    await button('Beside the ledger again').waitFor();
    await button('Back up now').click();
    await page.getByTestId('backup-row').waitFor();
    const [folder] = readdirSync(disk);
    assert.match(folder, /^countertop-backups-acct_/);
    assert.equal(readdirSync(join(disk, folder)).length, 1);
  });

  test('it is removed with its data, and the practice store is opened', async () => {
    await open(shop, 'Account');
    await button('Remove…').click();
    await page.getByLabel('Delete its data').check();
    await word().fill('Harbour Bakery');
    await button('Remove with its data').click();
    await page.getByRole('status').filter({ hasText: 'Harbour Bakery is removed.' }).waitFor();
    await page.getByRole('button', { name: /^Account:.*Practice store/ }).waitFor();
    await page.getByText(/^Its backups in .* stay/).waitFor();
    assert.deepEqual(accounts(shop), ['practice']);
  });
});
