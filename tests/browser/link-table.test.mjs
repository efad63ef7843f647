// Several links at once from a table, and links that open and close at planned times.

import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { look } from './examine.mjs';
import { Shop } from './shop.mjs';

const WINTER = [
  'name;price;currency;limit;close',
  'Birthday cake;1.086,50;EUR;20;2090-12-24T18:00',
  '🎂 علبة خبز;12,00;EUR;;',
  '抹茶;980;JPY;;',
];

describe('links from a table', { concurrency: 1 }, () => {
  let shop;
  const beside = mkdtempSync(join(tmpdir(), 'countertop-table-'));
  const file = join(beside, 'winter.csv');
  before(async () => {
    shop = await Shop.open();
    await shop.enter();
  });
  after(async () => {
    await shop?.close();
    rmSync(beside, { recursive: true, force: true });
  });

  const button = (name, options) => shop.page.getByRole('button', { name, ...options });
  const rows = () => shop.page.getByTestId('table-row');
  const states = async () => {
    const cells = await rows().locator('td:last-child').allInnerTexts();
    return cells.map((text) => text.trim());
  };

  function choose(path) {
    shop.page.once('dialog', (dialog) => {
      assert.match(dialog.message(), /^Development server: /);
      void dialog.accept(path);
    });
  }

  test('a row that is wrong hinders all, and says where', async () => {
    writeFileSync(file, `${WINTER.join('\n')}\nTea;3,0O;EUR;;\n`);
    await shop.goTo('Links');
    await button('From a table').click();
    choose(file);
    await button('Choose a CSV file…').click();
    await rows().nth(3).waitFor();
    assert.deepEqual(await states(), ['Ready', 'Ready', 'Ready', 'Wrong']);
    assert.match(await rows().nth(3).innerText(), /price:/);
    assert.equal(await button(/^Make/).count(), 0);
    assert.deepEqual(await look(shop.page, 'link-table-wrong'), []);
  });

  test('the corrected file is read again and made', async () => {
    writeFileSync(file, `${WINTER.join('\n')}\nTea;3,00;EUR;;\n`);
    await button('Read it again').click();
    await button('Make 4 links').focus();
    await shop.page.keyboard.press('Enter');
    await shop.page.getByText('Done: 4 links made.').waitFor();
    assert.deepEqual(await states(), ['Made', 'Made', 'Made', 'Made']);
    assert.match(await rows().first().innerText(), /€1,086\.50/);
  });

  test('read once more, nothing is left to do', async () => {
    await button('Put away').click();
    choose(file);
    await button('Choose a CSV file…').click();
    await shop.page.getByText('Nothing is left to do.').waitFor();
    assert.deepEqual(await states(), Array(4).fill('Made before'));
  });

  test('a row leads to its link, and its plan is kept', async () => {
    await button('Birthday cake').click();
    await shop.page.getByRole('heading', { name: 'Schedule' }).waitFor();
    await shop.page
      .getByText(/24 Dec 2090/)
      .first()
      .waitFor();
  });

  test('a schedule is written by keyboard, and taken back', async () => {
    await button('Change the schedule').focus();
    await shop.page.keyboard.press('Enter');
    const opens = shop.page.getByRole('group', { name: 'Opens' });
    const segments = opens.getByRole('spinbutton');
    const digits = { day: '01', month: '12', year: '2090', hour: '09', minute: '30' };
    for (const segment of await segments.all()) {
      const label = (await segment.getAttribute('aria-label')) ?? '';
      const part = Object.keys(digits).find((name) => label.startsWith(name));
      await segment.focus();
      await shop.page.keyboard.type(part ? digits[part] : 'a');
    }
    assert.deepEqual(await look(shop.page, 'link-schedule'), []);
    await button('Save the schedule').focus();
    await shop.page.keyboard.press('Enter');
    await button('Take it back').waitFor();
    await shop.page
      .getByText(/1 Dec 2090/)
      .first()
      .waitFor();
    await shop.page
      .getByText(/24 Dec 2090/)
      .first()
      .waitFor();
    await button('Take it back').click();
    await button('Schedule', { exact: true }).waitFor();
  });
});
