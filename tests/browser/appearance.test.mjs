// What is preferred on this computer: worn at once, and from the first line on the next time.

import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { Shop } from './shop.mjs';

const DARK = 'rgb(22, 20, 18)';
const LIGHT = 'rgb(250, 249, 247)';

describe('appearance', { concurrency: 1 }, () => {
  let shop;
  let page;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open();
    page = shop.page;
  });
  after(() => shop?.close());

  const ground = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);
  const zoom = () => page.evaluate(() => document.documentElement.style.zoom);
  const choose = (group, name) =>
    page.getByRole('group', { name: group }).getByRole('radio', { name, exact: true }).click();

  async function open(section) {
    await shop.goTo('Settings');
    const sections = page.getByRole('navigation', { name: 'Settings' });
    await sections.getByRole('link', { name: section }).click();
    await page.getByRole('heading', { name: section, level: 2 }).waitFor();
  }

  /** Waits until a condition holds. */
  async function until(holds, what) {
    const end = Date.now() + 10_000;
    while (!(await holds())) {
      if (Date.now() > end) throw new Error(`not in time: ${what}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  test('the size is changed by keys before anything is open', async () => {
    await page.keyboard.press('Control+-');
    await until(async () => (await zoom()) === '0.9', 'smaller');
    await page.keyboard.press('Control+0');
    await until(async () => (await zoom()) === '1', 'its size again');
    await shop.enter();
  });

  test('a dark theme is worn at once, and still after the page is loaded anew', async () => {
    await open('Appearance');
    assert.equal(await ground(), LIGHT);
    await choose('Theme', 'Dark');
    await until(async () => (await ground()) === DARK, 'dark');
    await page.reload();
    await page.getByRole('heading', { name: 'Appearance', level: 2 }).waitFor();
    assert.equal(await ground(), DARK);
    assert.ok(await page.getByRole('radio', { name: 'Dark' }).isChecked());
    // The desktop is light.
    await choose('Theme', 'System');
    await until(async () => (await ground()) === LIGHT, 'as the desktop');
  });

  test('compact rows are 36 pixels high', async () => {
    const link = await shop.makeLink('Sourdough box', '48');
    await (await shop.pay(link)).close();
    await shop.goTo('Payments');
    const row = shop.rows.filter({ hasText: 'Ana Ruiz' });
    const height = async () => Math.round((await row.boundingBox()).height);
    await row.waitFor();
    const before = await height();
    await page.keyboard.press('Control+k');
    await page.keyboard.type('compact');
    await page.getByRole('option', { name: 'Compact rows' }).waitFor();
    await page.keyboard.press('Enter');
    await until(async () => (await height()) < before, 'compact');
    const variable = await page.evaluate(() =>
      getComputedStyle(document.documentElement).getPropertyValue('--row-height'),
    );
    assert.equal(variable, '36px');
    // A line may be drawn below a row.
    assert.equal(before - (await height()), 8);
  });

  test('the size is the same the next day', async () => {
    await page.keyboard.press('Control+=');
    await page.keyboard.press('Control+=');
    await until(async () => (await zoom()) === '1.25', 'two steps larger');
    await shop.restart();
    await until(async () => (await zoom()) === '1.25', 'the same');
    await page.keyboard.press('Control+0');
    await until(async () => (await zoom()) === '1', 'its size again');
  });

  test('German is spoken where it is chosen, and English again', async () => {
    await open('Appearance');
    await choose('Language', 'Deutsch');
    await page.getByRole('heading', { name: 'Darstellung', level: 2 }).waitFor();
    assert.equal(await page.getAttribute('html', 'lang'), 'de');
    await choose('Sprache', 'English');
    await page.getByRole('heading', { name: 'Appearance', level: 2 }).waitFor();
    await choose('Language', 'System');
    await page.getByRole('heading', { name: 'Appearance', level: 2 }).waitFor();
  });

  test('quiet hours are kept, and two times that are one are refused', async () => {
    await open('Notifications');
    await page.getByText('The practice store gives no notices').waitFor();
    await page.getByLabel('Keep quiet').check();
    await page.getByLabel('To', { exact: true }).fill('22:00');
    await page.getByLabel('To', { exact: true }).blur();
    await page.getByText(/choose two times/).waitFor();
    await page.getByLabel('From', { exact: true }).fill('21:30');
    await page.getByLabel('From', { exact: true }).blur();
    await until(async () => kept().quietHours.fromMinute === 21 * 60 + 30, 'kept');
  });

  test('the new sections are readable for everybody, in both themes', async () => {
    for (const section of ['Appearance', 'Window and start', 'Notifications']) {
      await open(section);
      const found = [];
      for (const colorScheme of ['light', 'dark']) {
        await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
        const name = section.toLowerCase().replaceAll(' ', '-');
        found.push(...(await look(page, `settings-${name}-${colorScheme}`)));
      }
      assert.deepEqual(found, []);
    }
    await page.emulateMedia({ colorScheme: 'light' });
  });

  test('what somebody broke in the file falls back alone', async () => {
    await page.goto('about:blank');
    const broken = { ...kept(), theme: 'dark', zoom: 'huge', rows: 7 };
    await shop.server.stop();
    writeFileSync(join(shop.server.home, 'preferences.json'), JSON.stringify(broken));
    await shop.restart();
    await until(async () => (await ground()) === DARK, 'dark');
    assert.equal(await zoom(), '1');
    assert.equal(await page.getAttribute('html', 'data-rows'), 'comfortable');
  });

  test('and nothing was complained of but what was refused', () => {
    const others = shop.complaints.filter((text) => !/^Failed to load resource/.test(text));
    assert.deepEqual(others, []);
  });

  /** What stands in the file. */
  function kept() {
    return JSON.parse(readFileSync(join(shop.server.home, 'preferences.json'), 'utf8'));
  }
});
