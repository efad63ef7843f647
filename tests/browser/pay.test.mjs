// What a customer does at the pay page, without script: reads it in their language, chooses, fills
// in, pays, and is told what is wrong.

import assert from 'node:assert/strict';
import { createServer } from 'node:http';
import { after, before, describe, test } from 'node:test';

import { ANA, Payer, WIDTHS, fill, pay, press, sessionOf } from './payer.mjs';
import { Store } from './store.mjs';

describe('a customer at the pay page', () => {
  let store;
  let payer;
  before(async () => ([store, payer] = await Promise.all([Store.start(), Payer.start()])));
  after(() => Promise.all([payer?.close(), store?.stop()]));

  const primary = (page) => page.locator('button.primary');
  const update = (page) => press(page, page.locator('button[name="update"][value="total"]'));
  const total = async (page) => {
    const text = await page.locator('h1 .total').innerText();
    return text.replaceAll('\u00a0', ' ');
  };

  test('reads the language of the address, else that of the browser', async () => {
    const link = await store.link();
    for (const [locale, query, language, button] of [
      ['en-GB', '', 'en', 'Pay €86.50'],
      ['de-AT', '', 'de', '86,50 € bezahlen'],
      ['fr-FR', '', 'en', 'Pay €86.50'],
      ['en-GB', '?locale=de', 'de', '86,50 € bezahlen'],
      ['de-DE', '?locale=en', 'en', 'Pay €86.50'],
    ]) {
      const page = await payer.page({ locale });
      await page.goto(link.url + query);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      const text = await primary(page).innerText();
      assert.equal(text.replaceAll('\u00a0', ' '), button);
      // What follows is in the same language.
      assert.equal(await pay(page, { card_number: '4000002760003184' }), 200);
      assert.equal(await page.locator('html').getAttribute('lang'), language);
      await press(page, page.locator('button[value="complete"]'));
      const word = { en: 'Paid', de: 'Bezahlt' }[language];
      assert.equal(await page.locator('[data-tone="good"]').innerText(), word);
      await page.context().close();
    }
  });

  test('reads the same page in the other language', async () => {
    const link = await store.link();
    const page = await payer.page();
    await page.goto(link.url);
    const id = await sessionOf(page);
    await press(page, page.getByRole('link', { name: 'Deutsch' }));
    assert.equal(await sessionOf(page), id);
    assert.equal(await page.locator('html').getAttribute('lang'), 'de');
    await pay(page, { card_number: '4000000000009995' });
    await page.getByRole('alert').getByText('nicht ausreichend gedeckt').waitFor();
  });

  test('has to see a total before it is paid', async () => {
    const item = { adjustable_quantity: { enabled: true, minimum: 1, maximum: 9 } };
    const link = await store.link({ item });
    const page = await payer.page({ viewport: WIDTHS.phone });
    await page.goto(link.url);
    const id = await sessionOf(page);
    const quantity = page.getByLabel('Quantity');
    await quantity.fill('2');
    assert.equal(await update(page), 200);
    assert.equal(await total(page), '€173.00');
    await quantity.fill('3');
    assert.equal(await pay(page), 409);
    await page.getByRole('alert').getByText('The total is €259.50 now').waitFor();
    assert.equal((await store.get(`checkout/sessions/${id}`)).status, 'open');
    assert.equal(await page.locator('[name="email"]').inputValue(), ANA.email);
    await quantity.fill('10');
    assert.equal(await pay(page), 422);
    await quantity.fill('3');
    assert.equal(await pay(page), 200);
    assert.equal((await store.get(`checkout/sessions/${id}`)).amount_total, 25950);
  });

  test('redeems a code, and is rid of it again', async () => {
    const coupon = await store.post('coupons', { percent_off: 12.5, duration: 'once' });
    const promotion = { type: 'coupon', coupon: coupon.id };
    await store.post('promotion_codes', { promotion, code: 'SPRING' });
    const link = await store.link({ allow_promotion_codes: true });
    const page = await payer.page({ locale: 'de-DE', viewport: WIDTHS.phone });
    await page.goto(link.url);
    const code = page.getByLabel('Aktionscode');
    const apply = () => press(page, page.getByRole('button', { name: 'Einlösen' }));
    await fill(page, { email: ANA.email, promotion_code: 'SOMMER' });
    assert.equal(await apply(), 422);
    assert.equal(await code.getAttribute('aria-invalid'), 'true');
    await page.locator('#promotion-code-error').getByText('Diesen Code gibt es nicht.').waitFor();
    await code.fill('spring');
    assert.equal(await apply(), 200);
    assert.equal(await total(page), '75,69 €');
    await page.getByText('12,5 % Rabatt').waitFor();
    assert.equal(await page.locator('[name="email"]').inputValue(), ANA.email);
    await press(page, page.getByRole('button', { name: 'Entfernen' }));
    assert.equal(await total(page), '86,50 €');
    await code.fill('SPRING');
    assert.equal(await pay(page), 409);
    const id = await sessionOf(page);
    assert.equal(await pay(page), 200);
    const session = await store.get(`checkout/sessions/${id}`);
    assert.equal(session.amount_total, 7569);
    assert.equal(session.total_details.amount_discount, 1081);
  });

  test('takes what else is offered, and chooses how it is shipped', async () => {
    const product_data = { name: 'Candles' };
    const price = await store.post('prices', { currency: 'eur', unit_amount: 300, product_data });
    const rate = (display_name, amount) =>
      store.post('shipping_rates', {
        display_name,
        type: 'fixed_amount',
        fixed_amount: { amount, currency: 'eur' },
        delivery_estimate: {
          minimum: { unit: 'business_day', value: 2 },
          maximum: { unit: 'business_day', value: 3 },
        },
      });
    const [bicycle, van] = [await rate('By bicycle', 0), await rate('By van', 900)];
    const link = await store.link({
      optional_items: [
        {
          price: price.id,
          quantity: 2,
          adjustable_quantity: { enabled: true, minimum: 1, maximum: 9 },
        },
      ],
      shipping_address_collection: { allowed_countries: ['DE'] },
      shipping_options: [{ shipping_rate: bicycle.id }, { shipping_rate: van.id }],
    });
    const page = await payer.page();
    await page.goto(link.url);
    const id = await sessionOf(page);
    await page.getByText('2 to 3 working days').first().waitFor();
    await press(page, page.getByRole('button', { name: 'Add Candles' }));
    assert.equal(await total(page), '€92.50');
    await page.getByLabel('Quantity of Candles').fill('4');
    await page.getByLabel('By van').check();
    assert.equal(await update(page), 200);
    assert.equal(await total(page), '€107.50');
    assert.equal(await page.getByLabel('By van').isChecked(), true);
    await press(page, page.getByRole('button', { name: 'Remove Candles' }));
    assert.equal(await total(page), '€95.50');
    await press(page, page.getByRole('button', { name: 'Add Candles' }));
    const status = await pay(page, {
      'shipping[line1]': 'Weg 1',
      'shipping[postal_code]': '24103',
      'shipping[city]': 'Kiel',
    });
    assert.equal(status, 200);
    const session = await store.get(`checkout/sessions/${id}`, { expand: ['line_items'] });
    assert.equal(session.amount_total, 8650 + 600 + 900);
    assert.equal(session.shipping_cost.shipping_rate, van.id);
    const bought = session.line_items.data.map((item) => [item.description, item.quantity]);
    assert.deepEqual(bought, [
      ['Birthday cake, 24 cm', 1],
      ['Candles', 2],
    ]);
  });

  test('names an amount', async () => {
    const price = await store.post('prices', {
      currency: 'eur',
      custom_unit_amount: { enabled: true, minimum: 200, maximum: 500_000, preset: 500 },
      product_data: { name: 'Oven' },
    });
    const line_items = [{ price: price.id, quantity: 1 }];
    const link = await store.post('payment_links', { line_items, submit_type: 'donate' });
    for (const { locale, preset, typed, low, shown } of [
      { locale: 'en-GB', preset: '5.00', typed: '1,234.50', low: '1.99', shown: '€1,234.50' },
      { locale: 'de-DE', preset: '5,00', typed: '1.234,50', low: '1,99', shown: '1.234,50 €' },
    ]) {
      const page = await payer.page({ locale });
      await page.goto(link.url);
      const amount = page.locator('[name="amount"]');
      assert.equal(await amount.inputValue(), preset);
      for (const wrong of [low, 'many', '6000']) {
        await amount.fill(wrong);
        assert.equal(await pay(page), 422, wrong);
        assert.equal(await amount.getAttribute('aria-invalid'), 'true');
        assert.equal(await amount.inputValue(), wrong);
      }
      await amount.fill(typed);
      assert.equal(await pay(page), 200);
      const text = await page.locator('h1').innerText();
      assert.equal(text.replaceAll('\u00a0', ' '), shown);
      await page.context().close();
    }
  });

  test('is told what is wrong at the field itself', async () => {
    const page = await payer.page();
    await page.goto((await store.link({ phone_number_collection: { enabled: true } })).url);
    assert.equal(await press(page, primary(page)), 422);
    for (const name of ['email', 'phone', 'name']) {
      const field = page.locator(`[name="${name}"]`);
      assert.equal(await field.getAttribute('aria-invalid'), 'true', name);
      const described = await field.getAttribute('aria-describedby');
      assert.match(await page.locator(`#${described}`).innerText(), /^[A-Z].*\.$/, name);
    }
    const first = page.locator(':focus');
    assert.equal(await first.getAttribute('name'), 'email');
    const listed = page.getByRole('alert').getByRole('link').nth(1);
    assert.equal(await listed.getAttribute('href'), '#phone');
  });

  test('gives all that a link asks for', async () => {
    const link = await store.link({
      phone_number_collection: { enabled: true },
      billing_address_collection: 'required',
      shipping_address_collection: { allowed_countries: ['AT', 'US'] },
      name_collection: { individual: { enabled: true }, business: { enabled: true } },
      tax_id_collection: { enabled: true },
      consent_collection: { terms_of_service: 'required', promotions: 'auto' },
      custom_fields: [
        {
          key: 'day',
          type: 'dropdown',
          label: { type: 'custom', custom: 'Pick-up day' },
          dropdown: { options: [{ label: 'Friday', value: 'fri' }] },
        },
      ],
    });
    const page = await payer.page({ viewport: WIDTHS.phone });
    await page.goto(link.url);
    const id = await sessionOf(page);
    for (const [name, filledBy] of [
      ['email', 'email'],
      ['phone', 'tel'],
      ['individual_name', 'name'],
      ['business_name', 'organization'],
      ['shipping[country]', 'shipping country'],
      ['shipping[line1]', 'shipping address-line1'],
      ['billing[postal_code]', 'billing postal-code'],
      ['name', 'cc-name'],
      // Only test cards belong here, so a browser is asked for none.
      ['card_number', 'off'],
    ]) {
      const attribute = await page.locator(`[name="${name}"]`).getAttribute('autocomplete');
      assert.equal(attribute, filledBy, name);
    }
    const status = await pay(page, {
      phone: '+43 1 234567',
      individual_name: 'Ana Ruiz Díaz',
      business_name: 'Ruiz GmbH',
      'shipping[country]': 'AT',
      'shipping[line1]': 'Ring 1',
      'shipping[postal_code]': '1010',
      'shipping[city]': 'Wien',
      'custom_fields[day]': 'fri',
      'tax_id[type]': 'eu_vat',
      'tax_id[value]': 'ATU12345678',
      terms_of_service: true,
      promotions: true,
    });
    assert.equal(status, 200);
    await page.getByText('1010 Wien').waitFor();
    await page.getByText('Austria').waitFor();
    const session = await store.get(`checkout/sessions/${id}`);
    const address = { city: 'Wien', country: 'AT', line1: 'Ring 1', postal_code: '1010' };
    const { customer_details: customer, collected_information: collected } = session;
    assert.deepEqual(customer.address, { ...address, line2: null, state: null });
    assert.equal(collected.shipping_details.address.city, 'Wien');
    assert.equal(customer.phone, '+43 1 234567');
    assert.equal(customer.business_name, 'Ruiz GmbH');
    assert.equal(customer.individual_name, 'Ana Ruiz Díaz');
    assert.deepEqual(customer.tax_ids, [{ type: 'eu_vat', value: 'ATU12345678' }]);
    assert.deepEqual(session.consent, { promotions: 'opt_in', terms_of_service: 'accepted' });
    assert.equal(session.custom_fields[0].dropdown.value, 'fri');
  });

  test('is billed at another address than the order goes to', async () => {
    const link = await store.link({
      billing_address_collection: 'required',
      shipping_address_collection: { allowed_countries: ['DE'] },
    });
    const page = await payer.page();
    await page.goto(link.url);
    const id = await sessionOf(page);
    const line1 = page.locator('[name="billing[line1]"]');
    assert.equal(await line1.isVisible(), false);
    await page.locator('[name="bills_to_shipping"]').uncheck();
    assert.equal(await line1.isVisible(), true);
    const address = (of, line1, city) => ({
      [`${of}[country]`]: 'DE',
      [`${of}[line1]`]: line1,
      [`${of}[postal_code]`]: '10115',
      [`${of}[city]`]: city,
    });
    await fill(page, { ...address('shipping', 'Weg 1', 'Kiel') });
    assert.equal(await pay(page), 422);
    assert.equal(await line1.getAttribute('aria-invalid'), 'true');
    assert.equal(await page.locator('[name="shipping[city]"]').inputValue(), 'Kiel');
    assert.equal(await pay(page, address('billing', 'Gasse 2', 'Berlin')), 200);
    const session = await store.get(`checkout/sessions/${id}`);
    assert.equal(session.customer_details.address.city, 'Berlin');
    assert.equal(session.collected_information.shipping_details.address.city, 'Kiel');
  });

  test('follows the links in the merchant’s words, and goes where the link says', async () => {
    const after = await store.link();
    const url = `${after.url}?client_reference_id={CHECKOUT_SESSION_ID}`;
    const link = await store.link({
      custom_text: { submit: { message: 'See [our terms](https://shop.example/terms).' } },
      after_completion: { type: 'redirect', redirect: { url } },
    });
    const page = await payer.page();
    await page.goto(link.url);
    const id = await sessionOf(page);
    const terms = page.getByRole('link', { name: 'our terms' });
    assert.equal(await terms.getAttribute('href'), 'https://shop.example/terms');
    assert.equal(await pay(page), 200);
    assert.ok(page.url().endsWith(`?client_reference_id=${id}`), page.url());
  });

  test('goes through the page with the keyboard alone, and sees where they are', async () => {
    const item = { adjustable_quantity: { enabled: true, minimum: 1, maximum: 9 } };
    const page = await payer.page();
    await page.goto((await store.link({ item, currency: 'usd' })).url);
    const passed = [];
    const focused = () =>
      page.evaluate(() => {
        const { name, tagName, innerText } = document.activeElement;
        const { outlineStyle, outlineWidth } = getComputedStyle(document.activeElement);
        const isSeen = outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2;
        return { what: name || innerText.trim(), tagName, isSeen };
      });
    for (let presses = 0; presses < 12; presses += 1) {
      await page.keyboard.press('Tab');
      const { what, isSeen } = await focused();
      assert.ok(isSeen, `the focus on ${what} is not seen`);
      passed.push(what.replace(/\[.*/, ''));
      if (ANA[what]) await page.keyboard.type(ANA[what]);
      if (what.startsWith('Pay ')) break;
    }
    const fields = ['email', 'card_number', 'exp', 'cvc', 'name'];
    const ends = ['Cards to practise with', 'Pay $86.50'];
    assert.deepEqual(passed, ['Deutsch', 'quantity', 'update', ...fields, ...ends]);
    await page.keyboard.press('Enter');
    await page.locator('[data-tone="good"]').waitFor();
  });

  test('pays with the Enter key', async () => {
    const page = await payer.page();
    await page.goto((await store.link({ allow_promotion_codes: true })).url);
    await fill(page, ANA);
    await page.locator('[name="cvc"]').press('Enter');
    await page.locator('[data-tone="good"]').waitFor();
  });

  test('sees the merchant’s pictures, which come from nowhere else', async () => {
    const drawing = '<svg xmlns="http://www.w3.org/2000/svg" width="96" height="96"/>';
    const server = createServer((_, answer) => {
      answer.writeHead(200, { 'content-type': 'image/svg+xml' });
      answer.end(drawing);
    });
    await new Promise((listening) => server.listen(0, '127.0.0.1', listening));
    const origin = `http://127.0.0.1:${server.address().port}`;
    const page = await payer.page();
    const product_data = { name: 'Cake', images: [`${origin}/cake.svg`] };
    const price_data = { currency: 'eur', unit_amount: 500, product_data };
    const line_items = [{ price_data, quantity: 1 }];
    const answer = await page.goto((await store.post('payment_links', { line_items })).url);
    const policy = answer.headers()['content-security-policy'];
    assert.match(policy, new RegExp(`img-src data: ${origin};`));
    assert.match(policy, /^default-src 'none'/);
    assert.equal(await page.locator('.picture img').evaluate((image) => image.naturalWidth), 96);
    server.close();
  });

  test('breaks no rule of the page', async () => {
    const page = await payer.page({ script: true });
    const complaints = [];
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    await page.goto((await store.link()).url);
    assert.equal(await pay(page), 200);
    assert.deepEqual(complaints, []);
    assert.equal(await page.locator('script').count(), 0);
  });
});
