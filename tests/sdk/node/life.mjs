// The life of a shop on a practice store, as Stripe's own package for Node lives it: links, payments,
// refunds, disputes, payouts, and what goes wrong. One line of JSON for each step.
//
// node life.mjs

import assert from 'node:assert/strict';
import process from 'node:process';
import Stripe from 'stripe';

import { Practice, eventually } from '../cli/practice.mjs';
import { Receiver } from '../cli/receiver.mjs';

const DAY = 24 * 3600;
const PICTURE = Buffer.from('\x89PNG\r\n\x1a\nthe rest of a picture', 'latin1');

const store = await Practice.open();
const receiver = await Receiver.open();
const { hostname, port } = new URL(store.url);
const client = (key, options = {}) =>
  new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, ...options });
const stripe = client(store.key);

/** What the steps hand on. */
const life = {};

/** Waits a bank day or more. */
const wait = (days) => store.door('advance', { seconds: days * DAY });

/** The error of a call that has to fail, of that class of the package. */
async function refused(type, call) {
  const error = await call.then(
    () => assert.fail(`it was not refused with ${type}`),
    (error) => error,
  );
  assert.equal(error.type, type, `${error.type}: ${error.message}`);
  return error;
}

/** All objects of a list, page by page. */
async function all(list) {
  const objects = [];
  for await (const object of list) objects.push(object);
  return objects;
}

const cake = (change = {}) => ({
  line_items: [
    {
      price_data: { currency: 'eur', unit_amount: 8650, product_data: { name: 'Birthday cake' } },
      quantity: 1,
    },
  ],
  ...change,
});

/** An intent of the shop's own, paid at once. */
const intent = (change = {}) =>
  stripe.paymentIntents.create({
    amount: 4200,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_visa',
    payment_method_types: ['card'],
    ...change,
  });

const steps = {
  async 'an endpoint is told everything'() {
    const endpoint = await stripe.webhookEndpoints.create({
      url: receiver.url,
      enabled_events: ['*'],
    });
    assert.match(endpoint.secret, /^whsec_/);
    life.secret = endpoint.secret;
    const listed = await stripe.webhookEndpoints.retrieve(endpoint.id);
    assert.equal(listed.secret, undefined);
  },

  async 'a link is made, read and changed'() {
    const link = await stripe.paymentLinks.create(cake({ metadata: { season: 'autumn' } }));
    assert.equal(link.object, 'payment_link');
    assert.equal(link.active, true);
    assert.ok(link.url.startsWith(store.url));
    assert.match(link.lastResponse.requestId, /^req_/);
    const changed = await stripe.paymentLinks.update(link.id, {
      metadata: { season: '', shelf: '2' },
      restrictions: { completed_sessions: { limit: 50 } },
    });
    assert.deepEqual(changed.metadata, { shelf: '2' });
    const items = await stripe.paymentLinks.listLineItems(link.id);
    assert.equal(items.data[0].amount_total, 8650);
    const off = await stripe.paymentLinks.update(link.id, { active: false });
    assert.equal(off.active, false);
    await stripe.paymentLinks.update(link.id, { active: true });
    life.link = link.id;
  },

  async 'a link of prices, with a code and shipping'() {
    const product = await stripe.products.create({ name: 'Loaf', metadata: { grain: 'rye' } });
    const price = await stripe.prices.create({
      product: product.id,
      currency: 'eur',
      unit_amount: 640,
    });
    const coupon = await stripe.coupons.create({ percent_off: 25, duration: 'once' });
    const code = await stripe.promotionCodes.create({
      promotion: { type: 'coupon', coupon: coupon.id },
      code: 'AUTUMN',
    });
    const rate = await stripe.shippingRates.create({
      display_name: 'By bicycle',
      type: 'fixed_amount',
      fixed_amount: { amount: 350, currency: 'eur' },
    });
    const link = await stripe.paymentLinks.create({
      line_items: [{ price: price.id, quantity: 2, adjustable_quantity: { enabled: true } }],
      allow_promotion_codes: true,
      shipping_address_collection: { allowed_countries: ['DE', 'AT'] },
      shipping_options: [{ shipping_rate: rate.id }],
      expand: ['line_items.data.price.product'],
    });
    assert.equal(link.line_items.data[0].price.product.metadata.grain, 'rye');
    const paid = await store.door('pay', { payment_link: link.id, promotion_code: code.code });
    const session = await stripe.checkout.sessions.retrieve(paid.checkout_session, {
      expand: ['line_items', 'total_details.breakdown'],
    });
    assert.equal(session.amount_total, 960 + 350);
    assert.equal(session.total_details.amount_discount, 320);
  },

  async 'a customer pays a link'() {
    const paid = await store.door('pay', { payment_link: life.link, email: 'ada@example.com' });
    assert.equal(paid.status, 'succeeded');
    life.intent = paid.payment_intent;
    const sessions = await stripe.checkout.sessions.list({
      payment_link: life.link,
      expand: ['data.payment_intent.latest_charge.balance_transaction', 'data.line_items'],
    });
    const [session] = sessions.data;
    assert.equal(session.customer_details.email, 'ada@example.com');
    assert.equal(session.line_items.data[0].description, 'Birthday cake');
    const charge = session.payment_intent.latest_charge;
    assert.equal(charge.balance_transaction.amount, 8650);
    assert.equal(charge.balance_transaction.net, 8650 - charge.balance_transaction.fee);
    life.charge = charge.id;
  },

  async 'a page goes on to the next by itself'() {
    const names = Array.from({ length: 120 }, (_, number) => `Roll ${number}`);
    for (let from = 0; from < names.length; from += 20) {
      await Promise.all(
        names.slice(from, from + 20).map((name) => stripe.products.create({ name })),
      );
    }
    const rolls = (await all(stripe.products.list({ limit: 50 }))).filter(({ name }) =>
      name.startsWith('Roll '),
    );
    assert.equal(new Set(rolls.map(({ id }) => id)).size, 120);
    const some = await stripe.products.list({ limit: 7 }).autoPagingToArray({ limit: 25 });
    assert.equal(some.length, 25);
    const oldest = rolls.at(-1).id;
    const back = await stripe.products.list({ limit: 100, ending_before: oldest });
    assert.equal(back.data.length, 100);
    assert.equal(back.has_more, true);
    const events = await all(stripe.events.list({ type: 'product.created', limit: 100 }));
    assert.ok(events.length >= 120);
  },

  async 'a search goes on to the next page by itself'() {
    const query = "name~'roll' AND active:'true'";
    const found = await all(stripe.products.search({ query, limit: 50 }));
    assert.equal(found.length, 120);
    const page = await stripe.products.search({ query, expand: ['total_count'] });
    assert.equal(page.total_count, 120);
    const charges = await stripe.charges.search({
      query: "status:'succeeded' AND amount:8650",
      expand: ['data.payment_intent'],
    });
    assert.equal(charges.data[0].payment_intent.id, life.intent);
    await refused('StripeInvalidRequestError', stripe.charges.search({ query: 'asdf' }));
  },

  async 'a key makes one object, however often it is sent'() {
    const send = () =>
      stripe.products.create({ name: 'Once' }, { idempotencyKey: 'once-and-no-more' });
    const first = await send();
    const second = await send();
    assert.equal(second.id, first.id);
    assert.equal(second.lastResponse.headers['idempotent-replayed'], 'true');
    assert.equal(second.lastResponse.headers['original-request'], first.lastResponse.requestId);
    const error = await refused(
      'StripeIdempotencyError',
      stripe.products.create({ name: 'Other' }, { idempotencyKey: 'once-and-no-more' }),
    );
    assert.equal(error.statusCode, 400);
  },

  async 'a call whose answer was cut off is made again, and done once'() {
    await store.door('faults', { cut: 0.5, seed: 11 });
    let cuts = 0;
    for (let number = 0; number < 8; number += 1) {
      // The package gives up on an answer that has begun; the shop asks again under the same key.
      const send = () =>
        stripe.products.create({ name: `Cut ${number}` }, { idempotencyKey: `cut-${number}` });
      let made;
      while (made === undefined) {
        made = await send().catch((error) => {
          assert.ok(['StripeConnectionError', 'StripeAPIError'].includes(error.type), error.type);
          cuts += 1;
        });
      }
      assert.match(made.id, /^prod_/);
    }
    assert.ok(cuts > 0, 'nothing was cut');
    await store.door('faults', {});
    const made = await all(stripe.products.list({ limit: 100 }));
    const names = made.map(({ name }) => name).filter((name) => name.startsWith('Cut '));
    assert.equal(names.length, 8);
    assert.equal(new Set(names).size, 8);
  },

  async 'errors are of the classes that they have at Stripe'() {
    const unknown = await refused(
      'StripeInvalidRequestError',
      stripe.products.create({ name: 'X', colour: 'red' }),
    );
    assert.equal(unknown.code, 'parameter_unknown');
    assert.equal(unknown.param, 'colour');
    const missing = await refused('StripeInvalidRequestError', stripe.charges.retrieve('ch_x'));
    assert.equal(missing.code, 'resource_missing');
    assert.equal(missing.statusCode, 404);
    const stranger = client('sk_test_somebody_elses_key');
    const wrong = await refused('StripeAuthenticationError', stranger.charges.list());
    assert.equal(wrong.statusCode, 401);
    const { key } = await store.door('keys', { permissions: { charges: 'read' } });
    const restricted = client(key);
    assert.ok((await restricted.charges.list()).data.length > 0);
    const forbidden = await refused(
      'StripePermissionError',
      restricted.products.create({ name: 'X' }),
    );
    assert.match(forbidden.message, /rak_product_write/);
    const nobody = client(store.key, { port: 9 });
    await refused('StripeConnectionError', nobody.charges.list());
  },

  async 'too many calls and broken ones are told as such'() {
    await store.door('faults', { api_429: 1 });
    const many = await refused('StripeRateLimitError', stripe.charges.list());
    assert.equal(many.statusCode, 429);
    await store.door('faults', { api_500: 1 });
    await refused('StripeAPIError', stripe.charges.list());
    await store.door('faults', {});
    await store.door('faults', { api_500: 0.5, seed: 2 });
    const patient = client(store.key, { maxNetworkRetries: 8 });
    const { id } = await patient.products.create({ name: 'After all' });
    await store.door('faults', {});
    assert.equal((await stripe.products.retrieve(id)).name, 'After all');
  },

  async 'a card is declined'() {
    const error = await refused(
      'StripeCardError',
      intent({ payment_method: 'pm_card_visa_chargeDeclinedInsufficientFunds' }),
    );
    assert.equal(error.statusCode, 402);
    assert.equal(error.code, 'card_declined');
    assert.equal(error.decline_code, 'insufficient_funds');
    assert.equal(error.payment_intent.status, 'requires_payment_method');
    const kept = await stripe.paymentIntents.retrieve(error.payment_intent.id);
    assert.equal(kept.last_payment_error.code, 'card_declined');
  },

  async 'an intent is made, confirmed, captured and cancelled'() {
    const held = await intent({ capture_method: 'manual', metadata: { order: '7' } });
    assert.equal(held.status, 'requires_capture');
    const taken = await stripe.paymentIntents.capture(held.id, { amount_to_capture: 4000 });
    assert.equal(taken.status, 'succeeded');
    assert.equal(taken.amount_received, 4000);
    const open = await stripe.paymentIntents.create({ amount: 500, currency: 'eur' });
    assert.equal(open.status, 'requires_payment_method');
    await stripe.paymentIntents.update(open.id, { description: 'Rolls' });
    const gone = await stripe.paymentIntents.cancel(open.id, {
      cancellation_reason: 'requested_by_customer',
    });
    assert.equal(gone.status, 'canceled');
    const late = await refused('StripeInvalidRequestError', stripe.paymentIntents.confirm(open.id));
    assert.equal(late.code, 'payment_intent_unexpected_state');
  },

  async 'a customer and what it pays with'() {
    const customer = await stripe.customers.create({ name: 'Ada', email: 'ada@example.com' });
    const method = await stripe.paymentMethods.attach('pm_card_mastercard', {
      customer: customer.id,
    });
    assert.equal(method.card.brand, 'mastercard');
    const methods = await all(stripe.customers.listPaymentMethods(customer.id));
    assert.deepEqual(
      methods.map(({ id }) => id),
      [method.id],
    );
    const paid = await intent({ customer: customer.id, payment_method: method.id });
    assert.equal(paid.customer, customer.id);
    const byCustomer = await stripe.charges.list({ customer: customer.id });
    assert.equal(byCustomer.data.length, 1);
    const deleted = await stripe.customers.del(customer.id);
    assert.equal(deleted.deleted, true);
  },

  async 'a session of the shop is made and expires'() {
    const session = await stripe.checkout.sessions.create({
      mode: 'payment',
      success_url: 'https://example.com/thanks',
      ...cake(),
    });
    assert.equal(session.status, 'open');
    const expired = await stripe.checkout.sessions.expire(session.id);
    assert.equal(expired.status, 'expired');
  },

  async 'a payment is refunded in parts'() {
    const first = await stripe.refunds.create({
      payment_intent: life.intent,
      amount: 1000,
      reason: 'requested_by_customer',
      expand: ['charge'],
    });
    assert.equal(first.status, 'succeeded');
    assert.equal(first.charge.amount_refunded, 1000);
    await stripe.refunds.create({ charge: life.charge, amount: 650 });
    const error = await refused(
      'StripeInvalidRequestError',
      stripe.refunds.create({ charge: life.charge, amount: 7001 }),
    );
    assert.equal(error.param, 'amount');
    const refunds = await all(stripe.refunds.list({ payment_intent: life.intent, limit: 1 }));
    assert.equal(refunds.length, 2);
    const charge = await stripe.charges.retrieve(life.charge, { expand: ['refunds'] });
    assert.equal(charge.amount_refunded, 1650);
    assert.equal(charge.refunds.data.length, 2);
  },

  async 'a dispute is answered with a file and won'() {
    const paid = await intent({ payment_method: 'pm_card_createDispute' });
    const find = () => stripe.disputes.list({ payment_intent: paid.id });
    const dispute = await eventually('a dispute', async () => (await find()).data[0]);
    assert.equal(dispute.status, 'needs_response');
    const file = await stripe.files.create({
      purpose: 'dispute_evidence',
      file: { data: PICTURE, name: 'receipt.png', type: 'image/png' },
    });
    assert.equal(file.size, PICTURE.length);
    await stripe.disputes.update(dispute.id, {
      evidence: { receipt: file.id, uncategorized_text: 'winning_evidence' },
      submit: false,
    });
    const staged = await stripe.disputes.retrieve(dispute.id, { expand: ['evidence.receipt'] });
    assert.equal(staged.evidence_details.has_evidence, true);
    assert.equal(staged.evidence.receipt.filename, 'receipt.png');
    await stripe.disputes.update(dispute.id, { submit: true });
    await wait(1);
    const won = await stripe.disputes.retrieve(dispute.id);
    assert.equal(won.status, 'won');
  },

  async 'a dispute is given up'() {
    const paid = await intent();
    const opened = await store.door('disputes', { payment_intent: paid.id });
    const closed = await stripe.disputes.close(opened.id);
    assert.equal(closed.status, 'lost');
    const charge = await stripe.charges.retrieve(closed.charge);
    assert.equal(charge.disputed, true);
  },

  async 'what is available is paid out'() {
    await wait(6);
    const payouts = await all(stripe.payouts.list({ status: 'paid' }));
    assert.ok(payouts.length > 0);
    const payout = payouts.at(-1);
    const parts = await all(stripe.balanceTransactions.list({ payout: payout.id, limit: 2 }));
    const sum = parts.reduce((sum, { net }) => sum + net, 0);
    assert.equal(sum, 0, 'what a payout consists of and the payout itself');
    assert.ok(parts.some(({ type }) => type === 'payout'));
    const balance = await stripe.balance.retrieve();
    assert.equal(balance.object, 'balance');
    assert.equal((await stripe.accounts.retrieve()).object, 'account');
  },

  async 'deliveries are what the package takes for genuine'() {
    const wanted = [
      'payment_link.created',
      'checkout.session.completed',
      'payment_intent.succeeded',
      'payment_intent.payment_failed',
      'charge.succeeded',
      'charge.refunded',
      'refund.created',
      'charge.dispute.created',
      'charge.dispute.closed',
      'payout.paid',
    ];
    for (const type of wanted) {
      const { body, header } = await receiver.first(type);
      const event = stripe.webhooks.constructEvent(body, header, life.secret);
      assert.equal(event.type, type);
      const read = await stripe.events.retrieve(event.id);
      assert.deepEqual(read.data.object.id, event.data.object.id);
    }
    const { body, header } = receiver.got[0];
    assert.throws(
      () => stripe.webhooks.constructEvent(`${body} `, header, life.secret),
      Stripe.errors.StripeSignatureVerificationError,
    );
  },

  // Its renewal takes more than the 30 days for which events can be read.
  async 'a subscription is sold and renewed'() {
    const link = await stripe.paymentLinks.create({
      line_items: [
        {
          price_data: {
            currency: 'eur',
            unit_amount: 1900,
            recurring: { interval: 'month' },
            product_data: { name: 'Bread box' },
          },
          quantity: 1,
        },
      ],
      subscription_data: { metadata: { box: 'small' } },
    });
    const paid = await store.door('pay', { payment_link: link.id });
    const session = await stripe.checkout.sessions.retrieve(paid.checkout_session, {
      expand: ['subscription.latest_invoice'],
    });
    assert.equal(session.mode, 'subscription');
    assert.equal(session.subscription.status, 'active');
    assert.equal(session.subscription.metadata.box, 'small');
    assert.equal(session.subscription.latest_invoice.status, 'paid');
    await wait(32);
    const { id, customer } = session.subscription;
    const invoices = await all(stripe.invoices.list({ subscription: id }));
    assert.ok(invoices.length >= 2);
    const payments = await stripe.invoicePayments.list({ invoice: invoices[0].id });
    assert.equal(payments.data[0].status, 'paid');
    assert.equal((await stripe.subscriptions.list({ customer })).data.length, 1);
    const ended = await stripe.subscriptions.cancel(id);
    assert.equal(ended.status, 'canceled');
  },
};

for (const [name, step] of Object.entries(steps)) {
  const verdict = await step().then(
    () => 'passed',
    (error) => `${error.type ?? error.name}: ${error.message}`.replaceAll(/\s+/g, ' '),
  );
  // What one step leaves broken is no matter of the next.
  await store.door('faults', {});
  process.stdout.write(`${JSON.stringify({ name, verdict })}\n`);
}
await receiver.close();
await store.remove();
