// Every state of the pay pages, in both languages: looked at by axe in both themes, on a desk's and
// on a phone's width, and pictured for people to look at. None scrolls sideways, even on 320 px.

import assert from 'node:assert/strict';
import { mkdirSync } from 'node:fs';
import { after, before, describe, test } from 'node:test';

import { SCREENS, look } from './examine.mjs';
import { LANGUAGES, NARROWEST, Payer, WIDTHS, pay, press } from './payer.mjs';
import { Store } from './store.mjs';

const LONG =
  'Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaftstorte';

const label = (custom) => ({ type: 'custom', custom });

/** A link that asks for everything. */
const EVERYTHING = {
  item: { adjustable_quantity: { enabled: true, minimum: 1, maximum: 9 }, quantity: 2 },
  phone_number_collection: { enabled: true },
  billing_address_collection: 'required',
  shipping_address_collection: { allowed_countries: ['DE', 'AT', 'US'] },
  name_collection: {
    individual: { enabled: true },
    business: { enabled: true, optional: true },
  },
  tax_id_collection: { enabled: true },
  consent_collection: { terms_of_service: 'required', promotions: 'auto' },
  allow_promotion_codes: true,
  custom_fields: [
    {
      key: 'day',
      type: 'dropdown',
      label: label('Abholtag'),
      dropdown: { options: [{ label: 'Montag', value: 'mon' }] },
    },
    { key: 'note', type: 'text', label: label('Aufschrift'), optional: true },
  ],
  custom_text: {
    submit: { message: 'Wir backen am Vortag. [AGB](https://shop.example/agb)' },
    shipping_address: { message: 'Wir liefern mit dem Fahrrad.' },
    after_submit: { message: 'Fragen? 030 901820' },
  },
};

/** What the merchant wrote, which is the same in both languages. */
const OWN_WORDS = [
  'Harbour Bakery',
  'HAFEN',
  'Wunderkerzen',
  'Fahrrad',
  'Lieferwagen',
  'Birthday cake, 24 cm',
  'Montag',
  'Abholtag',
  'Aufschrift',
  'Wir backen',
  'AGB',
  'Wir liefern',
  'Fragen?',
  'Danke, bis Freitag!',
  'Multibanco',
  'Visa',
  'Mastercard',
  'American Express',
  'Discover',
  'Diners Club',
  'JCB',
  'UnionPay',
  '_immediately',
  '_delay',
  'fill_never',
  '@example.com',
  'Ana Ruiz',
  '(CH)',
  '(IN)',
  '(JP)',
  '(BR)',
  LONG,
];

/** What is cut off on either side; on the left no scrolling would reach it. */
function stickingOut(page) {
  return page.evaluate(() => {
    const width = document.documentElement.clientWidth;
    return [...document.body.querySelectorAll('*')]
      .filter((element) => element.checkVisibility() && !element.closest('.unseen'))
      .filter((element) => {
        const { left, right } = element.getBoundingClientRect();
        return left < -0.5 || right > width + 0.5;
      })
      .map(({ tagName, className }) => `${tagName}.${className}`);
  });
}

/** The lines of a page that are neither numbers nor the merchant's. */
async function lines(page) {
  const text = await page.locator('body').innerText();
  return text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => /\p{L}{4}/u.test(line) && line !== 'IBAN')
    .filter((line) => !OWN_WORDS.some((own) => line.includes(own)));
}

describe('the pay pages', () => {
  let store;
  let payer;
  before(async () => {
    mkdirSync(SCREENS, { recursive: true });
    [store, payer] = await Promise.all([Store.start(), Payer.start()]);
  });
  after(() => Promise.all([payer?.close(), store?.stop()]));

  /**
   * Looks at a page in both themes, each on another width; gives back what is wrong. The other
   * language has it the other way round.
   */
  async function lookAround(page, name, widths) {
    const found = [];
    for (const [index, colorScheme] of ['light', 'dark'].entries()) {
      await page.setViewportSize(WIDTHS[widths[index]]);
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      const view = `${name}-${widths[index]}-${colorScheme}`;
      found.push(...(await look(page, view, { fullPage: true })));
    }
    await page.setViewportSize(NARROWEST);
    found.push(...(await stickingOut(page)).map((what) => `${name}: sticks out: ${what}`));
    return found;
  }

  /** A state of a page: `reach` brings a page into it. */
  function state(name, reach) {
    test(name, async () => {
      const found = [];
      const said = [];
      for (const [language, { locale, practice }] of Object.entries(LANGUAGES)) {
        const page = await payer.page({ locale, script: true });
        await reach(page);
        assert.equal(await page.locator('html').getAttribute('lang'), language);
        await page.getByText(practice).waitFor();
        said.push(await lines(page));
        const widths = Object.keys(WIDTHS);
        if (language !== 'en') widths.reverse();
        found.push(...(await lookAround(page, `pay-${name}-${language}`, widths)));
        await page.context().close();
      }
      const [english, german] = said;
      const same = english.filter((line) => german.includes(line));
      assert.deepEqual(same, [], 'lines that are not translated');
      assert.deepEqual(found, []);
    });
  }

  /** A state that a link's page has at first. */
  const opened = (options) => async (page) => {
    const link = await store.link(options);
    await page.goto(link.url);
  };

  /** A state after an attempt to pay. */
  const tried = (fields, options) => async (page) => {
    await opened(options)(page);
    await pay(page, fields);
  };

  state('plain', opened());
  state('one-method', opened({ currency: 'usd' }));
  state('cards-unfolded', async (page) => {
    await opened()(page);
    await page.locator('details summary').first().click();
  });
  state('everything', opened(EVERYTHING));
  state('free', opened({ amount: 0 }));
  state('long', opened({ name: `${LONG} ${LONG}`, amount: 99999999 }));
  state('wrong', async (page) => {
    await opened(EVERYTHING)(page);
    await press(page, page.locator('button.primary'));
  });
  state('declined', tried({ card_number: '4000000000009995' }));
  state('mistyped', tried({ card_number: '4242424242424241' }));
  state('total-changed', async (page) => {
    const item = { adjustable_quantity: { enabled: true, minimum: 1, maximum: 9 } };
    await opened({ item })(page);
    await page.locator('input[type="number"]').fill('3');
    assert.equal(await pay(page), 409);
  });
  state('amount-chosen', async (page) => {
    const price = await store.post('prices', {
      currency: 'eur',
      custom_unit_amount: { enabled: true, minimum: 200, maximum: 100_000, preset: 500 },
      product_data: { name: 'Birthday cake, 24 cm' },
    });
    const line_items = [{ price: price.id, quantity: 1 }];
    const link = await store.post('payment_links', { line_items, submit_type: 'donate' });
    await page.goto(link.url);
  });
  state('order', async (page) => {
    const id = Math.random().toString(36).slice(2);
    const coupon = await store.post('coupons', { amount_off: 500, currency: 'eur' });
    const promotion = { type: 'coupon', coupon: coupon.id };
    await store.post('promotion_codes', { promotion, code: `HAFEN${id}` });
    const thing = (name, unit_amount) =>
      store.post('prices', { currency: 'eur', unit_amount, product_data: { name } });
    const optional = [await thing('Wunderkerzen', 300), await thing(LONG, 1250)];
    const rate = async (display_name, amount) => {
      const fixed_amount = { amount, currency: 'eur' };
      const given = { display_name, type: 'fixed_amount', fixed_amount };
      const minimum = { unit: 'business_day', value: 2 };
      const maximum = { unit: 'business_day', value: 3 };
      const delivery_estimate = { minimum, maximum };
      const { id } = await store.post('shipping_rates', { ...given, delivery_estimate });
      return { shipping_rate: id };
    };
    const link = await store.link({
      allow_promotion_codes: true,
      optional_items: optional.map((price) => ({ price: price.id, quantity: 1 })),
      shipping_address_collection: { allowed_countries: ['DE'] },
      shipping_options: [await rate('Fahrrad', 0), await rate('Lieferwagen', 900)],
    });
    await page.goto(`${link.url}?prefilled_promo_code=HAFEN${id}`);
    await press(page, page.locator('button[value^="add:"]').first());
    await page.locator('[name="shipping_option"]').last().check();
    await press(page, page.locator('button[value="total"]'));
  });
  state('bank', tried({ card_number: '4000002760003184' }));
  state('paid', tried());
  state(
    'paid-own-words',
    tried(
      {},
      {
        after_completion: {
          type: 'hosted_confirmation',
          hosted_confirmation: { custom_message: 'Danke, bis Freitag!' },
        },
      },
    ),
  );
  state('reserved', tried({}, { payment_intent_data: { capture_method: 'manual' } }));
  /** A state after paying in another way than by card. */
  const triedBy = (method, fields) => async (page) => {
    await opened()(page);
    const card = { card_number: undefined, exp: undefined, cvc: undefined, name: undefined };
    await pay(page, {
      payment_method: method,
      [`name[${method}]`]: 'Ana Ruiz',
      ...card,
      ...fields,
    });
  };

  state('bank-debit', async (page) => {
    await opened()(page);
    await page.locator('[value="sepa_debit"]').check();
    await page.locator('details:visible summary').click();
  });
  state('debit-on-its-way', triedBy('sepa_debit', { iban: 'DE08370400440532013003' }));
  state('debit-bounced', async (page) => {
    await triedBy('sepa_debit', { iban: 'DE62370400440532013001' })(page);
    await store.practise('advance', { seconds: 600 });
    await page.reload();
  });
  state('account-wrong', triedBy('sepa_debit', { iban: 'DE00' }));
  state('voucher-chosen', async (page) => {
    await opened()(page);
    await page.locator('[value="multibanco"]').check();
    await page.locator('details:visible summary').click();
  });
  state('voucher', triedBy('multibanco'));
  state('voucher-waits', async (page) => {
    await triedBy('multibanco')(page);
    await press(page, page.getByRole('link').last());
  });
  state('voucher-expired', async (page) => {
    await triedBy('multibanco', { email: 'fill_never@example.com' })(page);
    await store.practise('advance', { seconds: 20 * 24 * 3600 });
    await page.reload();
  });
  state('mandate', async (page) => {
    await triedBy('sepa_debit', { iban: 'DE89370400440532013000' })(page);
    const id = page.url().match(/cs_test_\w+/)[0];
    const expand = ['payment_intent.latest_charge'];
    const session = await store.get(`checkout/sessions/${id}`, { expand });
    const { mandate } = session.payment_intent.latest_charge.payment_method_details.sepa_debit;
    await page.goto(`${store.url}/pay/mandate/${mandate}`);
  });
  state('refunded', async (page) => {
    const link = await store.link();
    const { payment_intent } = await store.practise('pay', { payment_link: link.id });
    await store.post('refunds', { payment_intent, amount: 1000 });
    const { latest_charge } = await store.get(`payment_intents/${payment_intent}`);
    await page.goto(`${store.url}/pay/receipt/${latest_charge}`);
  });
  /** A link that sells a subscription. */
  const subscribing = (rest) => {
    const recurring = { interval: 'month', interval_count: 3 };
    const product_data = { name: 'Birthday cake, 24 cm' };
    const price_data = { currency: 'eur', unit_amount: 8650, product_data, recurring };
    return store.post('payment_links', { line_items: [{ price_data, quantity: 1 }], ...rest });
  };
  const trial = { subscription_data: { trial_period_days: 14 } };
  state('subscription', async (page) => page.goto((await subscribing()).url));
  state('trial', async (page) => page.goto((await subscribing(trial)).url));
  state('trial-begun', async (page) => {
    await page.goto((await subscribing(trial)).url);
    assert.equal(await pay(page), 200);
  });
  state('invoice', async (page) => {
    await page.goto((await subscribing()).url);
    assert.equal(await pay(page), 200);
    const id = page.url().match(/cs_test_\w+/)[0];
    const { invoice } = await store.get(`checkout/sessions/${id}`, { expand: ['invoice'] });
    await page.goto(invoice.hosted_invoice_url);
    assert.equal(await page.locator('[data-tone="good"]').count(), 1);
  });
  state('inactive', async (page) => {
    const link = await store.link();
    await store.post(`payment_links/${link.id}`, { active: false });
    await page.goto(link.url);
  });
  state('sold-out', async (page) => {
    const restrictions = { completed_sessions: { limit: 1 } };
    const link = await store.link({ restrictions });
    await store.practise('pay', { payment_link: link.id });
    await page.goto(link.url);
  });
  state('expired', async (page) => {
    const link = await store.link();
    await page.goto(link.url);
    const address = new URL(await page.locator('#pay').getAttribute('action'), store.url);
    await store.practise('advance', { seconds: 25 * 3600 });
    await page.goto(address.href);
    await page.getByRole('main').getByRole('link').waitFor();
  });
  state('session-of-the-shop', async (page) => {
    const session = await store.post('checkout/sessions', {
      mode: 'payment',
      line_items: [
        {
          price_data: {
            currency: 'eur',
            unit_amount: 8650,
            product_data: { name: 'Birthday cake, 24 cm' },
          },
          quantity: 1,
        },
      ],
      success_url: 'https://shop.example/done',
      cancel_url: 'https://shop.example/cart',
    });
    await page.goto(session.url);
    await page.locator('a[href="https://shop.example/cart"]').waitFor();
  });
  state('unknown', (page) => page.goto(`${store.url}/pay/test_nothing`));
  state('receipt', async (page) => {
    await tried()(page);
    await press(page, page.getByRole('main').getByRole('link'));
  });
});
