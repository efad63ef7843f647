// Every test card that the pay page lists, paid with on a desk's and on a phone's width: what the
// page says of it happens, on the page and in the API. A new card is tried without a change here.

import assert from 'node:assert/strict';
import { after, before, describe, test } from 'node:test';

import { Payer, WIDTHS, pay, press, sessionOf } from './payer.mjs';
import { Store } from './store.mjs';

/** How many customers pay at the same time. */
const AT_ONCE = 4;

/** What Stripe's documentation says of some cards: the page's own list has to agree. */
const DOCUMENTED = {
  4242424242424242: {},
  5555555555554444: {},
  378282246310005: {},
  4000000000000002: { decline: 'generic_decline' },
  4000000000009995: { decline: 'insufficient_funds' },
  4000000000009987: { decline: 'lost_card' },
  4000000000009979: { decline: 'stolen_card' },
  4000000000000069: { decline: 'expired_card' },
  4000000000000127: { decline: 'incorrect_cvc' },
  4000000000000119: { decline: 'processing_error' },
  4000000000006975: { decline: 'card_velocity_exceeded' },
  4100000000000019: { decline: 'fraudulent' },
  4000002500003155: { asks: true },
  4000002760003184: { asks: true },
  4000008260003178: { asks: true, decline: 'insufficient_funds' },
  4000000000000259: { afterwards: 'dispute_fraudulent' },
  4000000000005126: { afterwards: 'refund_fails' },
};

/** The cards that a page lists, as it describes them to programs. */
function listed(page) {
  return page.locator('li[data-card]').evaluateAll((items) =>
    items.map((item) => ({
      number: item.querySelector('code').textContent.replaceAll(' ', ''),
      says: item.querySelector('span').textContent.trim(),
      asks: 'asks' in item.dataset,
      decline: item.dataset.decline,
      afterwards: item.dataset.afterwards,
    })),
  );
}

describe('the test cards of the pay page', () => {
  let store;
  let payer;
  let link;
  let cards;
  before(async () => {
    [store, payer] = await Promise.all([Store.start(), Payer.start()]);
    link = await store.link();
    const page = await payer.page();
    await page.goto(link.url);
    cards = await listed(page);
    await page.context().close();
  });
  after(() => Promise.all([payer?.close(), store?.stop()]));

  test('are listed with what Stripe says of them', () => {
    assert.ok(cards.length > 30, `${cards.length} cards`);
    for (const { number, says } of cards) {
      assert.match(number, /^\d{14,19}$/);
      assert.match(says, /\p{L}{3}/u, number);
    }
    for (const [number, documented] of Object.entries(DOCUMENTED)) {
      const card = cards.find((card) => card.number === number);
      const { asks, decline, afterwards } = card ?? assert.fail(`${number} is not listed`);
      assert.deepEqual(
        { asks, decline, afterwards },
        { asks: false, decline: undefined, afterwards: undefined, ...documented },
        number,
      );
    }
  });

  /** Pays with a card, and checks what follows. */
  async function tryCard(page, card) {
    const { number, asks, decline } = card;
    await page.goto(link.url);
    const id = await sessionOf(page);
    let status = await pay(page, { card_number: number });
    if (asks) {
      assert.match(page.url(), /\/authenticate$/, `${number} is not asked`);
      status = await press(page, page.locator('button[value="complete"]'));
    }
    const session = await store.get(`checkout/sessions/${id}`, {
      expand: ['payment_intent.latest_charge'],
    });
    const intent = session.payment_intent;
    if (decline) {
      assert.equal(status, 402, number);
      assert.match(await page.getByRole('alert').innerText(), /card|payment/i);
      assert.equal(session.status, 'open', number);
      assert.equal(intent.status, 'requires_payment_method', number);
      const error = intent.last_payment_error;
      assert.equal(error.decline_code ?? error.code, decline, number);
    } else {
      assert.equal(status, 200, number);
      assert.equal(await page.locator('[data-tone]').innerText(), 'Paid', number);
      assert.match(await page.locator('dl').last().innerText(), new RegExp(number.slice(-4)));
      assert.equal(session.status, 'complete', number);
      assert.equal(intent.status, 'succeeded', number);
      const { last4, three_d_secure } = intent.latest_charge.payment_method_details.card;
      assert.equal(last4, number.slice(-4));
      if (asks) assert.equal(three_d_secure.result, 'authenticated', number);
    }
  }

  for (const [width, viewport] of Object.entries(WIDTHS)) {
    test(`each does what the page says, on a ${width}'s width`, async () => {
      const waiting = [...cards];
      const customer = async () => {
        const page = await payer.page({ viewport });
        for (let card = waiting.pop(); card; card = waiting.pop()) await tryCard(page, card);
        await page.context().close();
      };
      await Promise.all(Array.from({ length: AT_ONCE }, customer));
    });
  }

  test('those that ask can be refused, and the customer may try again', async () => {
    const page = await payer.page({ viewport: WIDTHS.phone });
    await page.goto(link.url);
    const id = await sessionOf(page);
    await pay(page, { card_number: '4000002760003184' });
    assert.equal(await press(page, page.locator('button[value="fail"]')), 402);
    await page.getByRole('alert').getByText('unable to authenticate').waitFor();
    assert.equal(await pay(page), 200);
    const session = await store.get(`checkout/sessions/${id}`);
    assert.equal(session.payment_status, 'paid');
  });
});
