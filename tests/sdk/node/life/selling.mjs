// What is sold: links, prices, codes, shipping, sessions.

import assert from 'node:assert/strict';

import { cake, life, receiver, store, stripe } from './shop.mjs';

export const selling = {
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
};
