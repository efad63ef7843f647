// The table of payments: long, with columns and views of the merchant's own, and several rows at once. A practice store
// with a past stands for Stripe.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { SCREENS, lookInBothThemes } from './examine.mjs';
import { Shop } from './shop.mjs';
import { Store } from './store.mjs';

const PAYMENTS = 700;
/** More rows than any window shows, and far fewer than there are. */
const MOST_DRAWN = 80;
/** How long reading the history may take. */
const IMPORT_MS = 90_000;

describe('the table of payments', { concurrency: 1 }, () => {
  let stripe;
  let shop;
  let page;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    stripe = await Store.start({ payments: PAYMENTS });
    shop = await Shop.open({ apiBase: stripe.url });
    page = shop.page;
    await page.getByRole('button', { name: 'Connect a Stripe account' }).click();
    await page.getByLabel('Restricted key').fill(stripe.key);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Connect in test mode' }).click();
    await page.getByRole('button', { name: /Test mode$/ }).waitFor();
    await page.goto(`${shop.server.url}#/connection`);
    const history = page.getByRole('region', { name: 'History' });
    await history.getByRole('button', { name: 'Import' }).click();
    await history.getByText('All that Stripe has').waitFor({ timeout: IMPORT_MS });
    await shop.goTo('Payments');
    await shop.rows.first().waitFor();
  });
  after(async () => {
    await shop?.close();
    await stripe?.stop();
  });

  const table = () => page.getByRole('table', { name: 'Payments, newest first' });
  const scroller = () => page.locator('[data-scroller]');
  const rowCount = async () => Number(await table().getAttribute('aria-rowcount'));
  const focused = () => page.evaluate(() => document.activeElement?.dataset.row);

  /** Scrolls, and waits until what is there then is drawn. */
  async function scrollTo(top) {
    await scroller().evaluate(async (box, to) => {
      box.scrollTop = to;
      await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    }, top);
  }

  /** The ids of the rows in sight, each with its distance from the top of the list. */
  function inSight() {
    return scroller().evaluate((box) => {
      const { top, bottom } = box.getBoundingClientRect();
      const rows = [...box.querySelectorAll('[data-testid="payment-row"]')];
      const lies = rows.map((row) => ({ row, at: row.getBoundingClientRect() }));
      return lies
        .filter(({ at }) => at.top >= top + 36 && at.bottom <= bottom)
        .map(({ row, at }) => ({ id: row.dataset.id, top: Math.round(at.top - top) }));
    });
  }

  /** A card pays without a link, and the app is told of it. */
  async function pay(more = {}) {
    const intent = await stripe.post('payment_intents', {
      amount: 1234,
      currency: 'eur',
      payment_method: 'pm_card_visa',
      confirm: true,
      return_url: 'https://example.com/',
      ...more,
    });
    await shop.server.call('catch_up', {});
    return intent.id;
  }

  test('loads as it is scrolled, and has only the rows in sight in the page', async () => {
    assert.equal(await rowCount(), -1);
    for (let step = 0; (await rowCount()) < 0; step += 1) {
      assert.ok(step < 50, 'the list has no end');
      await scrollTo(10_000_000);
      await page.waitForTimeout(50);
      assert.ok((await shop.rows.count()) < MOST_DRAWN);
    }
    await scrollTo(10_000_000);
    const last = Number(await shop.rows.last().getAttribute('aria-rowindex'));
    assert.equal(last, await rowCount());
    assert.ok(last > PAYMENTS, `${last} lines`);
  });

  test('draws rows without a gap wherever it is scrolled to', async () => {
    const height = await scroller().evaluate((box) => box.scrollHeight);
    for (const part of [0.1, 0.9, 0.5, 0.33, 0]) {
      await scrollTo(Math.round(height * part));
      const gaps = await scroller().evaluate((box) => {
        const { left, top, bottom } = box.getBoundingClientRect();
        const empty = [];
        for (let y = top + 40; y < bottom - 60; y += 22) {
          const line = document.elementFromPoint(left + 200, y)?.closest('tr');
          if (!line || line.ariaHidden === 'true') empty.push(y);
        }
        return empty;
      });
      assert.deepEqual(gaps, [], `at ${part}`);
      const lines = await shop.rows.evaluateAll((rows) =>
        rows.map((row) => Number(row.getAttribute('aria-rowindex'))),
      );
      assert.ok(lines.every((line, index) => index === 0 || line > lines[index - 1]));
      assert.ok(lines.length < MOST_DRAWN);
    }
  });

  test('is walked through by the keyboard, to rows that are not drawn yet', async () => {
    await scrollTo(0);
    await shop.rows.first().locator('button').focus();
    const first = await focused();
    await page.keyboard.press('End');
    const last = await focused();
    assert.equal(last, await shop.rows.last().getAttribute('data-id'));
    await page.keyboard.press('k');
    assert.notEqual(await focused(), last);
    await page.keyboard.press('j');
    assert.equal(await focused(), last);
    await page.keyboard.press('Home');
    assert.equal(await focused(), first);
    for (let step = 0; step < 6; step += 1) await page.keyboard.press('PageDown');
    const reached = await focused();
    const { at, box } = await page.evaluate(() => ({
      at: document.activeElement.closest('tr').getBoundingClientRect(),
      box: document.querySelector('[data-scroller]').getBoundingClientRect(),
    }));
    assert.ok(at.top >= box.top + 36 && at.bottom <= box.bottom, 'the focus is in sight');
    // It stays where it is, however far it is scrolled away.
    await scrollTo(20_000);
    assert.equal(await focused(), reached);
    assert.ok((await shop.rows.count()) < MOST_DRAWN);
    await page.keyboard.press('Enter');
    await page.getByTestId('payment-detail').waitFor();
    await page.keyboard.press('ArrowDown');
    const next = await focused();
    assert.notEqual(next, reached);
    await page.waitForFunction((id) => location.hash.endsWith(id), next);
    await page.keyboard.press('Escape');
    await page.getByTestId('payment-detail').waitFor({ state: 'detached' });
    assert.equal(await focused(), next);
  });

  test('keeps what is read where it is while payments come in, and says how many', async () => {
    await scrollTo(8_000);
    const before = await inSight();
    const paid = [await pay(), await pay()];
    const news = page.getByRole('button', { name: '2 new payments' });
    await news.waitFor({ timeout: 30_000 });
    const now = await inSight();
    for (const { id, top } of before) {
      const found = now.find((row) => row.id === id);
      assert.ok(found && Math.abs(found.top - top) <= 1, `${id} was at ${top}: ${found?.top}`);
    }
    await news.click();
    await page.locator(`[data-row="${paid[1]}"]`).waitFor();
    await news.waitFor({ state: 'detached' });
    assert.equal(await shop.rows.first().getAttribute('data-id'), paid[1]);
  });

  /** Payments of every status are listed: the newest that did not succeed stands in its place, wherever that is. */
  async function showsAll() {
    const { rows } = await shop.server.call('list_payments', { limit: 100 });
    const at = rows.findIndex(({ status }) => status !== 'succeeded');
    assert.ok(at >= 0, 'one of the newest did not succeed');
    const newer = rows.slice(0, at + 1);
    const day = ({ created }) =>
      new Date(created * 1000).toLocaleDateString('en', { timeZone: 'Europe/Berlin' });
    const headings = new Set(newer.map(day)).size;
    const row = page.locator(`[data-id="${rows[at].id}"]`);
    // The answer may come only now, and leads to the top.
    for (const until = Date.now() + 15_000; !(await row.isVisible());) {
      assert.ok(Date.now() < until, 'all are listed');
      // Some rows short of it, so that it is in sight and not just above.
      await scrollTo(Math.max(0, (at - 4) * 44 + headings * 36));
    }
    await scrollTo(0);
  }

  test('answers another question from the top', async () => {
    await scrollTo(8_000);
    await page.getByRole('button', { name: /^Succeeded/ }).click();
    await page.waitForFunction(() => document.querySelector('[data-scroller]').scrollTop === 0);
    await page.getByRole('button', { name: /^All/ }).click();
    await showsAll();
  });

  async function examine(name) {
    assert.deepEqual(await lookInBothThemes(page, name), []);
  }

  const button = (name) => page.getByRole('button', { name, exact: true });
  const heads = async () => (await table().getByRole('columnheader').allInnerTexts()).slice(1);
  const search = () => page.getByRole('combobox', { name: 'Search payments' });
  const edge = (column) => page.getByRole('separator', { name: `Width of “${column}”` });
  const width = (column) =>
    edge(column)
      .locator('xpath=..')
      .evaluate((head) => head.offsetWidth);

  /** Does something that changes the columns, and waits until they are kept. */
  async function andKept(work) {
    const kept = page.waitForResponse(/keep_payment_columns/);
    await work();
    assert.equal((await kept).status(), 200);
  }

  const USUAL = ['Amount', 'Status', 'Customer', 'Bought', 'Paid with', 'Time'];

  test('shows the columns that were chosen, in their order, also the next time', async () => {
    assert.deepEqual(await heads(), USUAL);
    await button('Columns').click();
    assert.ok(await page.getByLabel('Amount', { exact: true }).isDisabled());
    await andKept(async () => {
      await page.getByLabel('Fee', { exact: true }).check();
      await page.getByLabel('Bought', { exact: true }).uncheck();
      await button('Move “Status” forward').press('Enter');
    });
    const still = await page.evaluate(() => document.activeElement.getAttribute('aria-label'));
    assert.equal(still, 'Move “Status” forward');
    assert.deepEqual(await heads(), ['Status', 'Amount', 'Customer', 'Paid with', 'Time', 'Fee']);
    await examine('table-columns');
    await andKept(async () => {
      const [from, to] = await Promise.all(
        ['fee', 'status'].map((it) => page.locator(`[data-shown="${it}"] .grip`).boundingBox()),
      );
      await page.mouse.move(from.x + 10, from.y + 10);
      await page.mouse.down();
      await page.mouse.move(to.x + 10, to.y + 40, { steps: 8 });
      await page.mouse.move(to.x + 10, to.y + 10, { steps: 4 });
      await page.mouse.up();
    });
    const chosen = ['Fee', 'Status', 'Amount', 'Customer', 'Paid with', 'Time'];
    assert.deepEqual(await heads(), chosen);
    await page.keyboard.press('Escape');
    await page.reload();
    await shop.rows.first().waitFor();
    assert.deepEqual(await heads(), chosen);
  });

  test('makes a column wider by its edge, with the mouse and by the keyboard', async () => {
    const before = await width('Paid with');
    await edge('Paid with').focus();
    await andKept(async () => {
      await page.keyboard.press('ArrowRight');
      await page.keyboard.press('ArrowRight');
    });
    assert.equal(await width('Paid with'), before + 20);
    assert.equal(await edge('Paid with').getAttribute('aria-valuenow'), String(before + 20));
    await andKept(async () => {
      const { x, y } = await edge('Paid with').boundingBox();
      await page.mouse.move(x + 4, y + 10);
      await page.mouse.down();
      await page.mouse.move(x - 56, y + 10, { steps: 6 });
      await page.mouse.up();
    });
    assert.ok(Math.abs((await width('Paid with')) - (before - 40)) <= 2);
    await andKept(() => edge('Paid with').dblclick());
    assert.equal(await width('Paid with'), before);
    await button('Columns').click();
    await andKept(() => button('As it was').click());
    await page.keyboard.press('Escape');
    assert.deepEqual(await heads(), USUAL);
  });

  test('keeps views under names, and comes back to them', async () => {
    const name = () => page.getByLabel('Keep what is shown now');
    const trigger = (label) => page.locator('.popup-trigger').filter({ hasText: label });
    await search().fill('>20 eur');
    await page.getByRole('button', { name: /^Succeeded/ }).click();
    await button('Views').click();
    await page.getByText('come back to it with one press').waitFor();
    await name().fill('Larger ones');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rename “Larger ones”' }).waitFor();
    await name().fill('Larger ones');
    await page.keyboard.press('Enter');
    await page.getByText('There is a view “Larger ones” already').waitFor();
    // The browser itself complains of the answer.
    assert.match(shop.complaints.pop(), /status of 400/);
    await page.keyboard.press('Escape');
    await trigger('Larger ones').waitFor();

    await page.getByRole('button', { name: /^All/ }).click();
    await search().fill('');
    await button('Views').click();
    await page.getByRole('button', { name: 'Keep the changes in “Larger ones”' }).waitFor();
    await page.getByRole('list', { name: 'Views' }).getByText('Larger ones').click();
    await trigger('Larger ones').waitFor();
    assert.equal(await search().inputValue(), '>20 eur');
    await page.getByRole('button', { name: /^Succeeded/, pressed: true }).waitFor();
    await shop.rows.first().waitFor();
    await page.locator('[aria-busy="true"]').waitFor({ state: 'detached' });

    await trigger('Larger ones').click();
    await page.getByRole('button', { name: 'Rename “Larger ones”' }).click();
    await page.getByLabel('New name').fill('Large');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Rename “Large”' }).waitFor();
    await examine('table-views');
    await page.getByRole('button', { name: 'Remove “Large”' }).click();
    await page.getByText('“Large” is removed.').waitFor();
    await button('Undo').click();
    await page.getByRole('button', { name: 'Rename “Large”' }).waitFor();
    await page.keyboard.press('Escape');
    await page.reload();
    await shop.rows.first().waitFor();
    await button('Views').click();
    await page.getByRole('list', { name: 'Views' }).getByText('Large').click();
    await page.waitForFunction(() => document.querySelector('[data-search]').value === '>20 eur');
    await page.getByRole('button', { name: /^All/ }).click();
    await search().fill('');
    await showsAll();
  });

  const bar = () => page.getByRole('region', { name: 'Chosen payments' });
  const box = (at) => shop.rows.nth(at).getByRole('checkbox');

  test('chooses several rows, and says what they come to', async () => {
    await box(1).click();
    await box(4).click({ modifiers: ['Shift'] });
    await bar().getByText('4 chosen').waitFor();
    const rows = await shop.rows.evaluateAll((all) => all.slice(1, 5).map((row) => row.dataset.id));
    const { sums } = await shop.server.call('sum_payments', { ids: rows });
    await page.waitForFunction(
      (count) => document.querySelectorAll('.bar .sum').length === count,
      sums.length,
    );
    await shop.rows.nth(0).locator('button').focus();
    await page.keyboard.press('Space');
    await bar().getByText('5 chosen').waitFor();
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Space');
    await bar().getByText('4 chosen').waitFor();
    await examine('table-chosen');
    await shop.rows.nth(7).click({ modifiers: ['Shift'] });
    await bar().getByText('8 chosen').waitFor();
    await page.keyboard.press('Control+a');
    const loaded = await page.waitForFunction(() => {
      const found = document.querySelector('.bar .count')?.textContent.match(/\d+/);
      return found && Number(found[0]) >= 100 ? Number(found[0]) : false;
    });
    assert.ok((await loaded.jsonValue()) % 100 === 0);
    assert.ok(await page.getByLabel('Choose all payments that are loaded').isChecked());
    await page.keyboard.press('Escape');
    await bar().waitFor({ state: 'detached' });
  });

  test('marks orders as fulfilled, says which are none, and takes it back', async () => {
    const order = await pay();
    const held = await pay({ capture_method: 'manual' });
    for (const id of [order, held]) {
      await page.locator(`[data-id="${id}"]`).getByRole('checkbox').click();
    }
    await bar().getByText('2 chosen').waitFor();
    await button('Mark as fulfilled').click();
    await bar().getByText('1 order marked as fulfilled.').waitFor();
    await bar().getByText('has nothing to fulfil').waitFor();
    await bar().getByText('1 chosen').waitFor();
    const state = async () => (await shop.server.call('show_payment', { id: order })).fulfilment;
    assert.equal(await state(), 'done');
    await examine('table-marked');
    await button('Undo').click();
    await bar().waitFor({ state: 'detached' });
    assert.equal(await state(), 'pending');
  });

  test('saves the chosen payments as a table', async () => {
    const path = join(shop.server.home, 'chosen.csv');
    page.once('dialog', (dialog) => dialog.accept(path));
    await box(0).click();
    await box(2).click({ modifiers: ['Shift'] });
    await button('Export…').click();
    await bar().getByText('3 payments saved as a table').waitFor();
    const lines = readFileSync(path, 'utf8').split('\r\n');
    assert.equal(lines.length, 5);
    assert.match(lines[0], /^id,created,paid,status,currency,amount,/);
    assert.ok(lines[1].includes(await shop.rows.nth(0).getAttribute('data-id')));
    await button('Choose none').click();
    await bar().waitFor({ state: 'detached' });
  });

  test('makes no use of what is forbidden', () => shop.assertContent());
});
