// The table of payments: long, with columns and views of the merchant's own, and several rows at once. A practice store
// with a past stands for Stripe.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS } from './examine.mjs';
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

  test('answers another question from the top', async () => {
    await scrollTo(8_000);
    await page.getByRole('button', { name: /^Succeeded/ }).click();
    await page.waitForFunction(() => document.querySelector('[data-scroller]').scrollTop === 0);
    await page.getByRole('button', { name: /^All/ }).click();
    await page.locator('[data-testid="payment-row"]:not([data-status="succeeded"])').first().waitFor();
  });

  test('makes no use of what is forbidden', () => shop.assertContent());
});
