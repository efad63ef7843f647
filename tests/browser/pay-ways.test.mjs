// Paying in another way than by a card on a link's page: a bank debit, a voucher, a payment that the
// shop made by itself.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Payer, WIDTHS, fill, pay, press, sessionOf } from './payer.mjs';
import { Store } from './store.mjs';

describe('a customer who pays in another way', () => {
  let store;
  let payer;
  before(async () => ([store, payer] = await Promise.all([Store.start(), Payer.start()])));
  after(() => Promise.all([payer?.close(), store?.stop()]));

  /** Pays in another way than by card: what belongs to the card stays empty. */
  const payBy = (page, method, fields) => {
    const card = { card_number: undefined, exp: undefined, cvc: undefined, name: undefined };
    return pay(page, { payment_method: method, ...card, ...fields });
  };

  test('pays by bank debit from each account that the page lists', async () => {
    const link = await store.link();
    const page = await payer.page({ viewport: WIDTHS.phone });
    await page.goto(link.url);
    const accounts = await page.locator('li[data-scenario]').evaluateAll((items) =>
      items.map((item) => ({
        iban: item.querySelector('code').textContent.replaceAll(' ', ''),
        scenario: item.dataset.scenario,
      })),
    );
    assert.ok(accounts.length > 8, `${accounts.length} accounts`);
    const debits = [];
    for (const { iban, scenario } of accounts) {
      await page.goto(link.url);
      const iban_field = page.locator('[name="iban"]');
      assert.equal(await iban_field.isVisible(), false);
      const id = await sessionOf(page);
      const fields = { iban, 'name[sepa_debit]': 'Ana Ruiz' };
      assert.equal(await payBy(page, 'sepa_debit', fields), 200, scenario);
      const says = await page.locator('main').innerText();
      assert.match(says, new RegExp(`SEPA bank debit •••• ${iban.slice(-4)}`));
      const session = await store.get(`checkout/sessions/${id}`);
      assert.equal(session.status, 'complete', scenario);
      assert.equal(session.customer_details.name, 'Ana Ruiz');
      debits.push({ scenario, id, confirmation: page.url() });
    }
    await store.practise('advance', { seconds: 9 * 24 * 3600 });
    for (const { scenario, id, confirmation } of debits) {
      const isPaid = /^(success|disputed)/.test(scenario);
      const session = await store.get(`checkout/sessions/${id}`);
      assert.equal(session.payment_status, isPaid ? 'paid' : 'unpaid', scenario);
      await page.goto(confirmation);
      assert.equal(await page.locator('[data-tone]').innerText(), isPaid ? 'Paid' : 'Not paid');
    }
  });

  test('is told what is wrong with an account, in the open part of the form', async () => {
    const page = await payer.page({ locale: 'de-DE' });
    await page.goto((await store.link()).url);
    const fields = { iban: 'DE00', 'name[sepa_debit]': '' };
    assert.equal(await payBy(page, 'sepa_debit', fields), 422);
    const name = page.locator('[name="name[sepa_debit]"]');
    assert.equal(await name.isVisible(), true);
    assert.equal(await name.getAttribute('aria-invalid'), 'true');
    const ofCard = page.locator('[name="name"]');
    assert.equal(await ofCard.getAttribute('aria-invalid'), null);
    await fill(page, { 'name[sepa_debit]': 'Ana Ruiz' });
    assert.equal(await payBy(page, 'sepa_debit', { iban: 'DE00' }), 422);
    const iban = page.locator('[name="iban"]');
    assert.equal(await iban.getAttribute('aria-invalid'), 'true');
    assert.equal(await iban.inputValue(), '');
  });

  test('pays with a voucher', async () => {
    const page = await payer.page({ viewport: WIDTHS.phone });
    await page.goto((await store.link()).url);
    const id = await sessionOf(page);
    assert.equal(await payBy(page, 'multibanco', { 'name[multibanco]': 'Ana Ruiz' }), 200);
    assert.match(page.url(), /\/pay\/voucher\/pi_/);
    const text = await page.locator('main').innerText();
    const session = await store.get(`checkout/sessions/${id}`, { expand: ['payment_intent'] });
    assert.deepEqual([session.status, session.payment_status], ['complete', 'unpaid']);
    const action = session.payment_intent.next_action;
    const { entity, reference } = action.multibanco_display_details;
    for (const part of [entity, '€86.50', reference.replace(/(...)(?=.)/g, '$1 ')])
      assert.ok(text.includes(part), `${part} is not in ${text}`);
    await press(page, page.getByRole('link', { name: 'Back to your order' }));
    await press(page, page.getByRole('link', { name: 'See the voucher' }));
    await press(page, page.getByRole('button', { name: 'Pay this voucher now' }));
    assert.equal(await page.locator('[data-tone]').innerText(), 'Paid');
    assert.equal((await store.get(`checkout/sessions/${id}`)).payment_status, 'paid');
  });

  test('confirms a payment that the shop made by itself, and comes back to it', async () => {
    const back = (await store.link()).url;
    for (const [value, status] of [
      ['complete', 'succeeded'],
      ['fail', 'failed'],
    ]) {
      const intent = await store.post('payment_intents', {
        amount: 8650,
        currency: 'eur',
        confirm: true,
        payment_method: 'pm_card_authenticationRequired',
        payment_method_types: ['card'],
        return_url: back,
      });
      const page = await payer.page();
      await page.goto(intent.next_action.redirect_to_url.url);
      await page.getByText('€86.50').waitFor();
      await press(page, page.locator(`button[value="${value}"]`));
      const address = new URL(page.url());
      assert.ok(address.href.startsWith(back), address.href);
      assert.equal(address.searchParams.get('payment_intent'), intent.id);
      assert.equal(address.searchParams.get('redirect_status'), status);
      await page.context().close();
    }
  });
});
