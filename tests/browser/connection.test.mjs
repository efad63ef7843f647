// The page Connection over a real receiver: the way from Stripe is chosen, proven, broken and mended; the
// program is stopped as a sleeping computer stops it. A second practice store stands for Stripe.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';
import { setTimeout as pause } from 'node:timers/promises';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';
import { Store } from './store.mjs';

/** Longer than a look of the program at its clocks may come late. */
const STOPPED_MS = 9_000;

describe('the connection of a Stripe account', () => {
  let stripe;
  let shop;
  let page;
  let door;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    stripe = await Store.start();
    await stripe.link({ name: 'Bread' });
    shop = await Shop.open({ apiBase: stripe.url });
    page = shop.page;
    await page.getByRole('button', { name: 'Connect a Stripe account' }).click();
    await page.getByLabel('Restricted key').fill(stripe.key);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Connect in test mode' }).click();
    await page.getByRole('button', { name: /Test mode$/ }).waitFor();
  });
  after(async () => {
    await shop?.close();
    await stripe?.stop();
  });

  const bar = () => page.getByRole('contentinfo', { name: 'Status' });
  const step = (title) => page.getByTestId('step').filter({ hasText: title });
  const good = (title) => step(title).and(page.locator('[data-tone="good"]'));

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

  /** Has Stripe reach this computer at a URL. */
  async function goBy(url) {
    await page.getByRole('radio', { name: /A public URL/ }).check();
    await page.getByRole('textbox', { name: 'Public URL' }).fill(url);
    await page.getByRole('button', { name: 'Go this way' }).click();
  }

  test('opens from the status bar, and asks Stripe while there is no way', async () => {
    await bar()
      .getByRole('link', { name: /Tunnel/ })
      .click();
    await page.getByRole('heading', { name: 'Connection' }).waitFor();
    await good('Ask Stripe, without a tunnel').waitFor();
    await good('Clock').filter({ hasText: 'It agrees with Stripe’s.' }).waitFor();
    await good('Ledger').waitFor();
    const figure = page.getByTestId('complete-through');
    await figure.filter({ hasText: /\d\d:\d\d:\d\d/ }).waitFor();
    door = (await good('Receiver').innerText()).match(/127\.0\.0\.1:\d+/)[0];
    await examine('connection-asks');
  });

  test('says beside the field what is no public URL', async () => {
    await goBy('somewhere');
    await page.getByText(/This is not a URL/).waitFor();
  });

  test('goes a way that is chosen, and proves it to its end', async () => {
    await goBy(`http://${door}/webhook`);
    await good('Webhook endpoint').filter({ hasText: 'Registered by Countertop' }).waitFor();
    await good('A public URL').filter({ hasText: 'came back here in' }).waitFor();
    const { data } = await stripe.get('webhook_endpoints');
    assert.deepEqual(
      data.map(({ url, status }) => [url, status]),
      [[`http://${door}/webhook`, 'enabled']],
    );
    await examine('connection-proven');
  });

  test('counts what comes by webhook', async () => {
    await stripe.link({ name: 'Rolls' });
    await good('Receiver')
      .filter({ hasText: /[1-9]\d*\W+accepted, \W*0\W+refused/ })
      .waitFor();
    await page.getByRole('button', { name: 'Catch up now' }).click();
    await page.getByText(/[1-9]\d*\W+in the last day/).waitFor();
  });

  test('tells what happened when the computer slept', async () => {
    shop.server.process.kill('SIGSTOP');
    await stripe.link({ name: 'Cake' });
    await pause(STOPPED_MS);
    shop.server.process.kill('SIGCONT');
    const told = /Woke at .* after \d+ seconds: (nothing was missed|.* caught up)/;
    await bar().getByTestId('notice').filter({ hasText: told }).waitFor();
    await page
      .getByTestId('incident')
      .filter({ hasText: /Woke at/ })
      .waitFor();
    await examine('connection-woke');
  });

  test('names what is in the way', async () => {
    await goBy(`${stripe.url}/webhook`);
    await bar().getByText('but it does not lead here').waitFor();
    const blocked = step('A public URL').and(page.locator('[data-tone="bad"]'));
    await blocked.filter({ hasText: 'check where' }).waitFor();
    await examine('connection-blocked');
  });

  test('names a clock that is wrong', async () => {
    await stripe.practise('faults', { clock_skew: -900 });
    await page.getByRole('button', { name: 'Catch up now' }).click();
    const wrong = step('Clock').and(page.locator('[data-tone="bad"]'));
    await wrong.filter({ hasText: /15 minutes ahead of Stripe’s/ }).waitFor();
    await bar()
      .getByTestId('notice')
      .filter({ hasText: /clock is 15 minutes ahead/ })
      .waitFor();
    await examine('connection-clock');
    await stripe.practise('faults', {});
    await page.getByRole('button', { name: 'Catch up now' }).click();
    await good('Clock').waitFor();
  });

  test('leaves nothing of ours at Stripe when no way is wanted', async () => {
    await page.getByRole('radio', { name: /Ask Stripe/ }).check();
    await page.getByRole('button', { name: 'Go this way' }).click();
    await good('Ask Stripe, without a tunnel').waitFor();
    const none = async () => (await stripe.get('webhook_endpoints')).data.length === 0;
    const until = Date.now() + 15_000;
    while (!(await none())) {
      assert.ok(Date.now() < until, 'our endpoint is still there');
      await pause(50);
    }
  });

  test('complains of nothing but what was refused', () => {
    const others = shop.complaints.filter((text) => !/^Failed to load resource/.test(text));
    assert.deepEqual(others, []);
  });
});
