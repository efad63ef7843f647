// Commands of the Stripe CLI that call the API, against the practice store.

import assert from 'node:assert/strict';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, test } from 'node:test';

import { Practice } from './practice.mjs';
import { Receiver } from './receiver.mjs';
import { Listener, json, stripe } from './stripe.mjs';

let store;

before(async () => {
  store = await Practice.open();
});
after(() => store.remove());

async function price() {
  return json(
    store,
    'prices',
    'create',
    '--currency=eur',
    '--unit-amount=8650',
    '-d',
    'product_data[name]=Birthday cake',
  );
}

test('a payment link is created, and can be paid', async () => {
  const { id } = await price();
  const words = ['-d', `line_items[0][price]=${id}`, '-d', 'line_items[0][quantity]=2'];
  const link = await json(store, 'payment_links', 'create', ...words);
  assert.equal(link.object, 'payment_link');
  assert.equal(link.active, true);
  assert.ok(link.url.startsWith(store.url));
  const paid = await store.door('pay', { payment_link: link.id });
  assert.equal(paid.status, 'succeeded');
  const intent = await json(store, 'payment_intents', 'retrieve', paid.payment_intent);
  assert.equal(intent.amount_received, 2 * 8650);
});

test('a refusal is printed as Stripe words it', async () => {
  const refused = await json(store, 'payment_links', 'create', '-d', 'line_items[0][quantity]=2');
  assert.equal(refused.error.type, 'invalid_request_error');
});

test('events are listed', async () => {
  await json(store, 'products', 'create', '--name=Loaf');
  const events = await json(store, 'events', 'list', '--limit=2', '--type=product.created');
  assert.equal(events.object, 'list');
  assert.equal(events.url, '/v1/events');
  assert.equal(events.data[0].type, 'product.created');
  assert.equal(events.data[0].data.object.name, 'Loaf');
  const one = await json(store, 'events', 'retrieve', events.data[0].id);
  assert.deepEqual(one, events.data[0]);
});

test('an event is sent once more, to the CLI or to an endpoint', async () => {
  const [forwarded, endpoint] = [await Receiver.open(), await Receiver.open()];
  const words = ['--url', endpoint.url, '--enabled-events=customer.created'];
  const { id } = await json(store, 'webhook_endpoints', 'create', ...words);
  const product = await json(store, 'products', 'create', '--name=Roll');
  const event = await store.newest('product.created');
  assert.equal(event.data.object.id, product.id);
  const listener = await Listener.open(store, '--all-snapshot', '--forward-to', forwarded.url);
  try {
    const sent = await json(store, 'events', 'resend', event.id);
    assert.equal(sent.id, event.id);
    const again = await forwarded.first(event.id);
    assert.deepEqual(again.event.data, event.data);
    assert.equal(endpoint.got.length, 0);
    await json(store, 'events', 'resend', event.id, `--webhook-endpoint=${id}`);
    assert.deepEqual((await endpoint.first(event.id)).event.data, event.data);
    assert.equal(forwarded.got.length, 1);
    const nobody = await json(store, 'events', 'resend', event.id, '--webhook-endpoint=we_x');
    assert.equal(nobody.error.code, 'resource_missing');
    const nothing = await json(store, 'events', 'resend', 'evt_x');
    assert.equal(nothing.error.message, "No such event: 'evt_x'");
  } finally {
    await listener.close();
    await forwarded.close();
    await endpoint.close();
  }
});

test('a fixture is set up', async () => {
  const file = join(store.home, 'fixture.json');
  const fixture = {
    _meta: { template_version: 0 },
    fixtures: [
      {
        name: 'cake',
        path: '/v1/products',
        method: 'post',
        params: { name: 'Fixture cake', metadata: { batch: 7 } },
      },
      {
        name: 'price',
        path: '/v1/prices',
        method: 'post',
        params: { product: '${cake:id}', unit_amount: 4200, currency: 'eur' },
      },
      {
        name: 'link',
        path: '/v1/payment_links',
        method: 'post',
        params: { line_items: [{ price: '${price:id}', quantity: 1 }] },
      },
    ],
  };
  writeFileSync(file, JSON.stringify(fixture));
  const run = await stripe(store, 'fixtures', file);
  assert.equal(run.code, 0, run.out + run.errors);
  const [link] = (await store.api('GET', '/v1/payment_links', { limit: 1 })).data;
  const items = await store.api('GET', `/v1/payment_links/${link.id}/line_items`);
  assert.equal(items.data[0].amount_total, 4200);
  const [product] = (await store.api('GET', '/v1/products', { limit: 1 })).data;
  assert.deepEqual(product.metadata, { batch: '7' });
});
