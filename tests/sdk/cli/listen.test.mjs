// `stripe listen` against the practice store: what happens is forwarded, signed, as it is.

import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';

import { Practice, eventually } from './practice.mjs';
import { Receiver, isSigned } from './receiver.mjs';
import { Listener, json, stripe } from './stripe.mjs';

let store;

before(async () => {
  store = await Practice.open();
});
after(() => store.remove());

/** Pays a new link, and gives the events that this made, oldest first. */
async function pay() {
  const link = await store.api('POST', '/v1/payment_links', {
    'line_items[0][price_data][currency]': 'eur',
    'line_items[0][price_data][unit_amount]': '8650',
    'line_items[0][price_data][product_data][name]': 'Birthday cake',
    'line_items[0][quantity]': '1',
  });
  const before = await store.api('GET', '/v1/events', { limit: 1 });
  await store.door('pay', { payment_link: link.id });
  const query = { limit: 100, ending_before: before.data[0].id };
  return (await store.api('GET', '/v1/events', query)).data.toReversed();
}

test('a payment is forwarded, signed with the secret that is printed', async () => {
  const receiver = await Receiver.open();
  const listener = await Listener.open(store, '--all-snapshot', '--forward-to', receiver.url);
  try {
    assert.match(listener.said, /You are using Stripe API Version \[\d{4}-\d\d-\d\d/);
    const events = await pay();
    assert.ok(events.some((event) => event.type === 'payment_intent.succeeded'));
    for (const event of events) {
      const delivery = await receiver.first(event.id);
      assert.ok(isSigned(delivery, listener.secret), event.type);
      assert.ok(!isSigned(delivery, 'whsec_other'), event.type);
      assert.deepEqual(delivery.event.data, event.data, event.type);
      assert.equal(delivery.event.pending_webhooks, 1, event.type);
      await eventually(`${event.type} is told of`, () =>
        listener.said.includes(`--> ${event.type} [${event.id}]`),
      );
      await eventually(`the answer to ${event.type} is told of`, () =>
        listener.said.includes(`[200] POST ${receiver.url} [${event.id}]`),
      );
    }
    await eventually('nothing is pending', async () => {
      const event = await store.api('GET', `/v1/events/${events[0].id}`);
      return event.pending_webhooks === 0;
    });
  } finally {
    await listener.close();
    await receiver.close();
  }
});

test('what the place answers is known to the store', async () => {
  const receiver = await Receiver.open();
  const listener = await Listener.open(store, '--all-snapshot', '--forward-to', receiver.url);
  try {
    receiver.answers.push(500);
    const product = await store.api('POST', '/v1/products', { name: 'Loaf' });
    const delivery = await receiver.first('product.created');
    assert.equal(delivery.event.data.object.id, product.id);
    await eventually('the failure is kept', async () => {
      const query = { delivery_success: false, type: 'product.created' };
      const failed = await store.api('GET', '/v1/events', query);
      return failed.data?.some((event) => event.id === delivery.event.id);
    });
  } finally {
    await listener.close();
    await receiver.close();
  }
});

test('several listen at once, each to what it asked for', async () => {
  const [snapshots, notices] = [await Receiver.open(), await Receiver.open()];
  const listeners = [
    await Listener.open(store, '--all-snapshot', '--forward-to', snapshots.url),
    await Listener.open(store, '--all-thin', '--forward-to', notices.url),
    await Listener.open(store, '--all-snapshot', '--latest', '--format', 'JSON'),
    await Listener.open(store, '--events', 'price.created'),
  ];
  const [, , latest, prices] = listeners;
  try {
    const product = await store.api('POST', '/v1/products', { name: 'Roll' });
    const whole = await snapshots.first('product.created');
    const thin = await notices.first('v1.product.created');
    assert.ok(isSigned(whole, listeners[0].secret));
    assert.ok(isSigned(thin, listeners[1].secret));
    assert.equal(thin.event.object, 'v2.core.event');
    assert.equal(thin.event.snapshot_event, whole.event.id);
    assert.equal(thin.event.related_object.url, `/v1/products/${product.id}`);
    assert.equal(thin.event.data, undefined);
    await eventually('the latest version is printed', () => latest.said.includes(whole.event.id));
    const given = { product: product.id, currency: 'eur', unit_amount: '100' };
    await store.api('POST', '/v1/prices', given);
    await eventually('a price is told of', () => prices.said.includes('--> price.created'));
    assert.ok(!prices.said.includes('product.created'));
  } finally {
    for (const listener of listeners) await listener.close();
    await snapshots.close();
    await notices.close();
  }
});

test('the secret is one and the same, also after a restart', async () => {
  const print = async () => {
    const { code, out } = await stripe(store, 'listen', '--print-secret');
    assert.equal(code, 0);
    return out.trim();
  };
  const secret = await print();
  assert.match(secret, /^whsec_\S{32,}$/);
  assert.equal(await print(), secret);
  await store.stop();
  await store.start();
  assert.equal(await print(), secret);
  const listener = await Listener.open(store, '--all-snapshot');
  assert.equal(listener.secret, secret);
  await listener.close();
});

test('a store that starts again is found again', async () => {
  const receiver = await Receiver.open();
  const listener = await Listener.open(store, '--all-snapshot', '--forward-to', receiver.url);
  try {
    await store.stop();
    await store.start();
    const forwarded = async () => {
      await store.api('POST', '/v1/products', { name: 'Bun' });
      return receiver.got.length > 0;
    };
    // The CLI waits for ten seconds before it tries again, and as long before it asks anew.
    await eventually('a product is forwarded after the restart', forwarded, 45);
    assert.ok(isSigned(receiver.got[0], listener.secret));
  } finally {
    await listener.close();
    await receiver.close();
  }
});

test('nobody listens without the key', async () => {
  const run = await stripe({ ...store, key: 'sk_test_1234567890123' }, 'listen', '--print-secret');
  assert.notEqual(run.code, 0);
  assert.match(run.errors + run.out, /Invalid API Key provided/);
});

test('a session that is gone is owed nothing', async () => {
  const listener = await Listener.open(store, '--all-snapshot');
  await listener.close();
  const state = async () => (await fetch(`${store.url}/_practice/state`)).json();
  await store.api('POST', '/v1/products', { name: 'Pretzel' });
  await eventually('nothing is pending', async () => (await state()).deliveries.pending === 0);
  const product = await json(store, 'products', 'list', '--limit', '1');
  assert.equal(product.data[0].name, 'Pretzel');
});
