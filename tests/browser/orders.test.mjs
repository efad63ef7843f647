// Orders in the window: what was bought, what was answered, where it goes; notes, papers, and all of one buyer.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { after, before, describe, test } from 'node:test';

import { SCREENS, lookInBothThemes } from './examine.mjs';
import { Shop } from './shop.mjs';

describe('orders', { concurrency: 1 }, () => {
  let shop;
  let page;
  const folder = mkdtempSync(path.join(tmpdir(), 'countertop-orders-'));
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    shop = await Shop.open();
    page = shop.page;
    await shop.enter();
  });
  after(async () => {
    await shop?.close();
    rmSync(folder, { recursive: true });
  });

  const button = (name) => page.getByRole('button', { name, exact: true });
  const card = (name) => page.getByRole('article', { name });

  async function examine(name) {
    assert.deepEqual(await lookInBothThemes(page, name), []);
  }

  /** Somebody buys two cakes, and says what is to be written on them and where they go. */
  async function order(name, email) {
    const item = { currency: 'eur', unit_amount: 2400, product_data: { name: 'Birthday cake' } };
    const link = await shop.server.call('create_link', {
      terms: {
        line_items: [{ quantity: 2, price_data: item }],
        custom_fields: [
          {
            key: 'words',
            label: { type: 'custom', custom: 'What shall we write on it?' },
            type: 'text',
          },
        ],
        phone_number_collection: { enabled: true },
        shipping_address_collection: { allowed_countries: ['DE'] },
      },
      submission: crypto.randomUUID(),
    });
    const answer = await fetch(new URL('/_practice/pay', link.url), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        payment_link: link.id,
        card: '4242424242424242',
        email,
        name,
        custom_fields: { words: `Happy birthday, ${name}!` },
      }),
    });
    assert.equal(answer.status, 200, await answer.clone().text());
    return (await answer.json()).payment_intent;
  }

  /** The next dialog asks for a path, and is told one in the folder. */
  function choose(file) {
    const chosen = path.join(folder, file);
    page.once('dialog', (dialog) => dialog.accept(chosen));
    return chosen;
  }

  const text = (file) => execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' });

  test('a paid order stands in the list with what was bought and answered', async () => {
    await shop.goTo('To fulfil');
    await page.getByText('Nothing is to be handed over').waitFor();
    await examine('orders-none');
    await order('Ana Ruiz', 'ana@example.com');
    await card('Ana Ruiz').waitFor();
    await card('Ana Ruiz').getByText('Birthday cake').waitFor();
    // Stripe says only when it is asked how many were bought.
    await card('Ana Ruiz').getByText('2 ×').waitFor();
    await card('Ana Ruiz').getByText('Happy birthday, Ana Ruiz!').waitFor();
    await card('Ana Ruiz').getByText('Ship to').waitFor();
    await examine('orders');
  });

  test('the packing slip says what goes into the parcel, and no price', async () => {
    const file = choose('slip');
    await card('Ana Ruiz').getByRole('button', { name: 'Packing slip' }).click();
    await card('Ana Ruiz').getByText('Saved:').waitFor();
    const slip = text(`${file}.pdf`);
    assert.match(slip, /2\s*×\s+Birthday cake/);
    for (const part of ['Packing slip', 'Ana Ruiz', 'Happy birthday']) {
      assert.ok(slip.includes(part), `${part} in ${slip}`);
    }
    assert.ok(!slip.includes('€'), slip);
  });

  test('an order is handed over, and that is taken back; each stands in one list', async () => {
    await card('Ana Ruiz').getByRole('button', { name: 'Handed over' }).click();
    await card('Ana Ruiz').waitFor({ state: 'detached' });
    await button('Handed over').click();
    await card('Ana Ruiz').getByRole('button', { name: 'Not handed over after all' }).click();
    await card('Ana Ruiz').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: /^To hand over/ }).click();
    await card('Ana Ruiz').waitFor();
  });

  test('an order that is given back leaves the list with a mark', async () => {
    const id = await order('Ben Ode', 'ben@example.com');
    await card('Ben Ode').waitFor();
    await shop.server.call('refund_payment', { id, submission: crypto.randomUUID() });
    await card('Ben Ode').waitFor({ state: 'detached' });
    await button('Given back before').click();
    await card('Ben Ode').getByText('Refunded').waitFor();
    await page.getByRole('button', { name: /^To hand over/ }).click();
  });

  test('a note is kept, changed and taken away', async () => {
    await card('Ana Ruiz').getByRole('button', { name: 'Show the payment' }).click();
    await button('Add a note').click();
    const field = page.getByRole('textbox', { name: 'Note to yourself' });
    assert.ok(await field.evaluate((it) => it === document.activeElement));
    await field.fill('Leave it at the till');
    await button('Keep the note').click();
    await page.getByTestId('payment-detail').getByText('Leave it at the till').waitFor();
    await examine('payment-order');
    await button('Change the note').click();
    await field.press('Escape');
    await page.getByTestId('payment-detail').waitFor();
    await button('Change the note').click();
    await field.fill('Leave it at the door');
    await button('Keep the note').click();
    await page.getByTestId('payment-detail').getByText('Leave it at the door').waitFor();
  });

  test('the receipt says what was paid', async () => {
    const file = choose('receipt.pdf');
    await button('Receipt').click();
    await page.getByTestId('payment-detail').getByText('Saved:').waitFor();
    const receipt = text(file);
    for (const part of ['Receipt', 'Birthday cake', '€48.00', 'Visa •••• 4242']) {
      assert.ok(receipt.includes(part), `${part} in ${receipt}`);
    }
    assert.ok(!receipt.includes('Happy birthday'), receipt);
  });

  test('a buyer has all their payments, what they come to, and the notes', async () => {
    await order('Ana Ruiz', 'ANA@example.com');
    await button('All payments of this customer').click();
    await page.getByRole('heading', { name: 'Ana Ruiz', level: 1 }).waitFor();
    const sums = page.getByTestId('buyer-sums');
    await sums.getByText('€96.00').waitFor();
    await sums.getByText(/^2 payments since/).waitFor();
    await page.getByText('Leave it at the door').waitFor();
    await examine('buyer');
    await page.getByTestId('payment-row').last().click();
    await button('Change the note').click();
    await page.getByRole('textbox', { name: 'Note to yourself' }).fill('');
    await button('Keep the note').click();
    await button('Add a note').waitFor();
  });

  test('nothing was complained of', () => assert.deepEqual(shop.complaints, []));
});
