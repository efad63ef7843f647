// The form of a payment link, against the program and a practice store that stands for Stripe.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';

import { SCREENS, lookInBothThemes } from './examine.mjs';
import { Shop } from './shop.mjs';
import { Store } from './store.mjs';

const MOST_STEPS = 40;

/** One brown pixel. */
const PNG = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGPojtIGAAKEARGT4+LrAAAAAElFTkSuQmCC',
  'base64',
);

describe('the form of a link', () => {
  let stripe;
  let shop;
  let page;
  let id;
  let product;
  const site = createServer((_, answer) => answer.end(PNG));
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    stripe = await Store.start();
    await new Promise((done) => site.listen(0, '127.0.0.1', done));
    const picture = `http://127.0.0.1:${site.address().port}/cake.png`;
    product = await stripe.post('products', { name: 'Nut cake', images: [picture] });
    await stripe.post('prices', { product: product.id, currency: 'eur', unit_amount: 3200 });
    shop = await Shop.open({ apiBase: stripe.url, locale: 'da-DK' });
    page = shop.page;
    await page.getByRole('button', { name: 'Connect a Stripe account' }).click();
    await page.getByLabel('Restricted key').fill(stripe.key);
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: 'Connect in test mode' }).press('Enter');
    await page.getByText('Make your first link').waitFor();
  });
  after(async () => {
    await shop?.close();
    await stripe?.stop();
    site.close();
  });

  /** What has the focus: its label, else its name. */
  const focused = () =>
    page.evaluate(() => {
      const element = document.activeElement;
      const label = element.getAttribute('aria-label') ?? element.labels?.[0]?.textContent;
      return (label ?? element.textContent).trim().replaceAll(/\s+/g, ' ');
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

  const focusOn = (name) =>
    page.waitForFunction((wanted) => {
      const element = document.activeElement;
      const label = element?.getAttribute('aria-label') ?? element?.labels?.[0]?.textContent ?? '';
      return label.trim().startsWith(wanted);
    }, name);

  const button = (name) => page.getByRole('button', { name, exact: true });

  const open = (address) =>
    page.evaluate((hash) => {
      location.hash = hash;
    }, address);

  /** The newest link as the API has it. */
  async function newest() {
    const { data } = await stripe.get('payment_links', { limit: 1 });
    const { data: items } = await stripe.get(`payment_links/${data[0].id}/line_items`);
    return { ...data[0], items };
  }

  async function examine(name) {
    assert.deepEqual(await lookInBothThemes(page, name), []);
  }

  test('makes a link of two items, with a question and a limit, by keyboard alone', async () => {
    await open('#/links/new');
    await focusOn('What are you selling?');
    await page.keyboard.type('Brot 🥖');
    await tabTo('Price');
    await page.keyboard.type('1.234,50');
    await tabTo('Add an item');
    await page.keyboard.press('Enter');
    await focusOn('What else?');
    await page.keyboard.type('علبة خبز');
    await tabTo('Price');
    await page.keyboard.type('2,50');
    await tabTo('Quantity');
    await page.keyboard.press('Control+a');
    await page.keyboard.type('3');
    await tabTo('Add a question');
    await page.keyboard.press('Enter');
    await focusOn('What do you ask?');
    await page.keyboard.type('Pick-up day');
    await tabTo('Answer');
    await page.keyboard.press('d');
    await tabTo('Answer 1');
    await page.keyboard.type('Friday');
    await page.keyboard.press('Enter');
    await focusOn('Answer 2');
    await page.keyboard.type('Saturday');
    await tabTo('Limit of sales');
    await page.keyboard.type('2');
    await page
      .getByTestId('preview')
      .getByText(/1\.242,00/)
      .first()
      .waitFor();
    await examine('form-filled');
    await page.keyboard.press('Control+Enter');
    await page.getByTestId('link-url').waitFor();
    const link = await newest();
    id = link.id;
    assert.deepEqual(
      link.items.map(({ description, price, quantity }) => [
        description,
        price.unit_amount,
        quantity,
      ]),
      [
        ['Brot 🥖', 123450, 1],
        ['علبة خبز', 250, 3],
      ],
    );
    const [{ label, type, dropdown }] = link.custom_fields;
    assert.deepEqual([label.custom, type], ['Pick-up day', 'dropdown']);
    assert.deepEqual(dropdown.options, [
      { label: 'Friday', value: 'friday' },
      { label: 'Saturday', value: 'saturday' },
    ]);
    assert.equal(link.restrictions.completed_sessions.limit, 2);
  });

  test('says under a field what is wrong with it, and takes one there', async () => {
    await button('Make another').click();
    await page.getByLabel('What are you selling?').fill('Luft');
    await page.getByLabel('Price', { exact: true }).fill('1,234');
    await page.getByLabel('Limit of sales').fill('0');
    await button('Create link').click();
    await focusOn('Price');
    const sentence = await page.evaluate(() => {
      const described = document.activeElement.getAttribute('aria-describedby');
      return document.getElementById(described)?.textContent.trim();
    });
    assert.match(sentence, /two ways/);
    assert.equal(await page.getByLabel('Limit of sales').getAttribute('aria-invalid'), 'true');
    await examine('form-wrong');
    await page.getByLabel('Price', { exact: true }).fill('12,34');
    await page.getByLabel('Limit of sales').fill('');
    await page.waitForFunction(() => !document.querySelector('[aria-invalid="true"]'));
  });

  test('opens the fold in which something is wrong', async () => {
    const fold = page.getByRole('button', { name: 'Payment and statement' });
    await fold.click();
    await page.getByLabel('On a card’s statement').fill('<3');
    await fold.click();
    await button('Create link').click();
    await page.getByLabel('On a card’s statement').waitFor();
    await focusOn('On a card’s statement');
    await page.getByLabel('On a card’s statement').fill('');
  });

  test('keeps the draft over a reload and a restart', async () => {
    await page.getByLabel('What are you selling?').fill('Luft und Liebe');
    await page.waitForTimeout(900);
    await page.reload();
    await page.getByText(/^Draft of/).waitFor();
    assert.equal(await page.getByLabel('What are you selling?').inputValue(), 'Luft und Liebe');
    assert.equal(await page.getByLabel('Price', { exact: true }).inputValue(), '12,34');
    await button('Start anew').click();
    await page.waitForFunction(() => document.querySelector('main input')?.value === '');
    await page.reload();
    await page.getByLabel('What are you selling?').waitFor();
    assert.equal(await page.getByLabel('What are you selling?').inputValue(), '');
  });

  test('changes what can be changed, and says what cannot', async () => {
    await open(`#/links/${id}/edit`);
    await page.getByRole('heading', { name: /^Change / }).waitFor();
    await examine('form-edit');
    assert.ok(await page.getByText('Fixed since the link was made.').count());
    await page.getByLabel('Limit of sales').fill('5');
    await page.getByLabel('After payment').fill('Danke!');
    await button('Save changes').click();
    await page.getByTestId('link-detail').waitFor();
    const link = await stripe.get(`payment_links/${id}`);
    assert.equal(link.restrictions.completed_sessions.limit, 5);
    assert.equal(link.after_completion.hosted_confirmation.custom_message, 'Danke!');
  });

  test('keeps changes that are not saved, and gives them up where that is wanted', async () => {
    const limit = page.getByLabel('Limit of sales');
    await open(`#/links/${id}/edit`);
    await limit.fill('6');
    await open('#/payments');
    await open(`#/links/${id}/edit`);
    await page.getByText(/^Your changes of/).waitFor();
    assert.equal(await limit.inputValue(), '6');
    assert.equal(await page.getByText('was changed otherwise').count(), 0);
    await examine('form-edit-begun');
    await page.reload();
    await page.getByText(/^Your changes of/).waitFor();
    await stripe.post(`payment_links/${id}`, { submit_type: 'book' });
    await page.reload();
    await page.getByText('The link was changed otherwise since').waitFor();
    await button('Start over').click();
    await page.waitForFunction(() => !document.body.textContent.includes('Your changes of'));
    assert.equal(await limit.inputValue(), '5');
    await limit.fill('8');
    await button('Cancel').click();
    await page.getByTestId('link-detail').waitFor();
    await open(`#/links/${id}/edit`);
    await page.getByRole('heading', { name: /^Change / }).waitFor();
    assert.equal(await limit.inputValue(), '5');
    assert.equal(
      (await stripe.get(`payment_links/${id}`)).restrictions.completed_sessions.limit,
      5,
    );
  });

  test('finds a product of the catalogue, with its picture', async () => {
    await open('#/links/new');
    await button('From the catalogue…').click();
    await page.getByRole('option', { name: /32,00/ }).waitFor();
    await page.locator('.catalogue-head img').first().waitFor();
    await examine('form-catalogue');
    await page.getByRole('option', { name: /32,00/ }).click();
    await page.locator('[data-param="line_items[0][price]"] img').waitFor();
    await examine('form-picked');
    await button('Create link').click();
    await page.getByTestId('link-url').waitFor();
    assert.equal((await newest()).items[0].price.product, product.id);
  });

  test('makes a copy', async () => {
    await open(`#/links/new/from/${id}`);
    await page.getByText(/^A copy of/).waitFor();
    await button('Create link').click();
    await page.getByTestId('link-url').waitFor();
    const link = await newest();
    assert.notEqual(link.id, id);
    assert.deepEqual(
      link.items.map(({ price, quantity }) => [price.unit_amount, quantity]),
      [
        [123450, 1],
        [250, 3],
      ],
    );
    assert.equal(link.custom_fields[0].label.custom, 'Pick-up day');
  });

  test('replaces a link, and closes the old one', async () => {
    await open(`#/links/${id}/edit`);
    await button('Duplicate and replace…').click();
    await page.getByRole('heading', { name: /^Replace / }).waitFor();
    await page.getByLabel('Limit of sales').fill('7');
    await button('Make the new link').click();
    await page.getByText(/The old link .* is closed/).waitFor();
    assert.equal((await stripe.get(`payment_links/${id}`)).active, false);
    assert.equal((await newest()).restrictions.completed_sessions.limit, 7);
  });

  test('makes no use of what is forbidden', () => {
    const others = shop.complaints.filter((text) => !/^Failed to load resource/.test(text));
    assert.deepEqual(others, []);
  });
});
