// The list of links and the page of one, by keyboard: a link that takes two checkouts is paid twice.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';

const MOST_STEPS = 40;
const SIZES = [
  { width: 1280, height: 800 },
  { width: 900, height: 600 },
];

/** What one checkout of a link sells. */
function terms(name, unit_amount, more = {}) {
  const price_data = { currency: 'eur', unit_amount, product_data: { name } };
  return { line_items: [{ price_data, quantity: 1 }], ...more };
}

describe('links and what came in through them', () => {
  let shop;
  let page;
  let sold;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open();
    page = shop.page;
    await shop.enter();
  });
  after(() => shop?.close());

  const make = (name, amount, more) =>
    shop.server.call('create_link', {
      terms: terms(name, amount, more),
      submission: crypto.randomUUID(),
    });
  const row = (name) => page.getByTestId('link-row').filter({ hasText: name });
  const names = async () => {
    const cells = await page.getByTestId('link-row').locator('button[data-row]').allInnerTexts();
    return cells.map((text) => text.trim());
  };
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      return (element.getAttribute('aria-label') ?? element.textContent).trim();
    });

  async function tabTo(name) {
    const passed = [];
    for (let step = 0; step < MOST_STEPS; step += 1) {
      await page.keyboard.press('Tab');
      passed.push(await focused());
      if (passed.at(-1).startsWith(name)) return;
    }
    assert.fail(`${name} is not reached: ${passed.join(' → ')}`);
  }

  /** Looks at the page as it stands, in light and in dark, large and small. */
  async function examine(name) {
    const found = [];
    for (const colorScheme of ['light', 'dark']) {
      for (const size of SIZES) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        await page.setViewportSize(size);
        found.push(...(await look(page, `${name}-${colorScheme}-${size.width}`)));
      }
    }
    await page.setViewportSize(SIZES[0]);
    assert.deepEqual(found, []);
  }

  test('a link is sold out once it took as many checkouts as it may', async () => {
    const restrictions = { completed_sessions: { limit: 2 } };
    sold = await make('Baking class', 8500, { restrictions });
    await make('Ölkuchen', 480);
    await make('باقة خبز 🥐', 1200);
    await shop.goTo('Links');
    await row('Baking class').getByText('0 of 2').waitFor();
    for (const name of ['Ana Ruiz', 'Tom Becker']) {
      assert.equal(await row('Baking class').getAttribute('data-state'), 'open');
      await (await shop.pay(sold.url, { name })).close();
    }
    // The row changes by itself.
    await row('Baking class').getByText('Sold out').waitFor();
    await row('Baking class').getByText('2 of 2').waitFor();
    const cells = await row('Baking class').innerText();
    for (const text of ['€170.00', '100%', 'Today']) assert.ok(cells.includes(text), cells);
    const line = row('Baking class').getByRole('img');
    assert.equal(await line.getAttribute('aria-label'), '2 payments in 30 days');
    await page.getByRole('button', { name: 'Sold out 1' }).waitFor();
    await examine('links-sold-out');
  });

  test('the list is sorted and narrowed by keyboard', async () => {
    assert.deepEqual(
      (await names()).toSorted(),
      ['Baking class', 'Ölkuchen', 'باقة خبز 🥐'].toSorted(),
    );
    await page.getByRole('heading', { name: 'Links', level: 1 }).focus();
    await tabTo('Revenue');
    await page.keyboard.press('Enter');
    await page.locator('th[aria-sort="descending"]', { hasText: 'Revenue' }).waitFor();
    await page.waitForFunction(() =>
      document.querySelector('[data-testid=link-row]').textContent.includes('Baking class'),
    );
    await page.keyboard.press('Enter');
    await page.locator('th[aria-sort="ascending"]', { hasText: 'Revenue' }).waitFor();
    await page.waitForFunction(
      () => !document.querySelector('[data-testid=link-row]').textContent.includes('Baking class'),
    );
    await page.keyboard.press('/');
    await page.keyboard.type('ÖLK');
    await row('Baking class').waitFor({ state: 'detached' });
    assert.deepEqual(await names(), ['Ölkuchen']);
    await page.keyboard.press('Escape');
    await row('Baking class').waitFor();
  });

  test('its page tells the same, and what was done to it', async () => {
    await page.getByRole('heading', { name: 'Links', level: 1 }).focus();
    const [first] = await names();
    await tabTo(first);
    for (let step = 0; step < 3; step += 1) {
      if ((await focused()).startsWith('Baking class')) break;
      await page.keyboard.press('ArrowDown');
    }
    assert.match(await focused(), /^Baking class/);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { name: 'Baking class', level: 1 }).waitFor();
    const detail = page.getByTestId('link-detail');
    await detail.getByText('Sold out').waitFor();
    await detail.getByText('€170.00').first().waitFor();
    await detail.getByText('Of 2 checkouts that are over, 2 ended paid.').waitFor();
    await detail.getByText('Closes after 2 checkouts.').waitFor();
    await detail.getByText('Made', { exact: true }).first().waitFor();
    assert.equal(await detail.getByTestId('payment-row').count(), 2);
    await examine('link-sold-out');
    await page.keyboard.press('Escape');
    await row('Baking class').waitFor();
    assert.match(await focused(), /^Baking class/);
  });

  test('makes no use of what is forbidden', () => shop.assertContent());
});
