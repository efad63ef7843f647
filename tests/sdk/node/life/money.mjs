// What becomes of the money: cards, refunds, disputes, payouts, subscriptions; and what is told of it.

import assert from 'node:assert/strict';
import Stripe from 'stripe';

import { eventually } from '../../cli/practice.mjs';
import { all, intent, life, receiver, refused, store, stripe, wait } from './shop.mjs';

const PICTURE = Buffer.from('\x89PNG\r\n\x1a\nthe rest of a picture', 'latin1');

export const money = {
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
