// Thin events of the practice store, as Stripe's own packages for Node and Python take them.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { createRequire } from 'node:module';
import { after, before, test } from 'node:test';

import { Practice, python } from './practice.mjs';
import { Receiver } from './receiver.mjs';

const Stripe = createRequire(new URL('../node/package.json', import.meta.url))('stripe');

/** Prints what Stripe's package for Python makes of a notice. */
const PARSE = `
import json, stripe, sys
given = json.load(sys.stdin)
client = stripe.StripeClient("sk_test_none")
notice = client.parse_event_notification(given["body"], given["header"], given["secret"])
kind = type(notice).__name__
print(json.dumps([kind, notice.id, notice.type, notice.related_object.id]))
`;

let store, receiver, stripe;

before(async () => {
  store = await Practice.open();
  receiver = await Receiver.open();
  const { hostname: host, port } = new URL(store.url);
  stripe = new Stripe(store.key, { host, port, protocol: 'http', maxNetworkRetries: 0 });
});
after(async () => {
  await receiver.close();
  await store.remove();
});

test('a destination is made, and its notices are parsed and followed', async () => {
  const destinations = stripe.v2.core.eventDestinations;
  const made = await destinations.create({
    name: 'The till',
    type: 'webhook_endpoint',
    event_payload: 'thin',
    enabled_events: ['v1.product.created'],
    webhook_endpoint: { url: receiver.url },
    include: ['webhook_endpoint.signing_secret'],
  });
  const secret = made.webhook_endpoint.signing_secret;
  const product = await stripe.products.create({ name: 'Loaf' });
  const { body, header, event } = await receiver.first('v1.product.created');

  const notice = stripe.parseEventNotification(body, header, secret);
  assert.equal(notice.type, 'v1.product.created');
  assert.equal((await notice.fetchRelatedObject()).id, product.id);
  assert.equal((await notice.fetchEvent()).id, event.id);
  assert.throws(() => stripe.parseEventNotification(body, header, 'whsec_other'), /signature/);
  assert.throws(() => stripe.webhooks.constructEvent(body, header, secret));

  const input = JSON.stringify({ body, header, secret });
  const parsed = JSON.parse(execFileSync(python(), ['-c', PARSE], { input }));
  const kind = 'V1ProductCreatedEventNotification';
  assert.deepEqual(parsed, [kind, event.id, notice.type, product.id]);

  const ping = await destinations.ping(made.id);
  const pinged = await receiver.first(ping.id);
  const parsedPing = stripe.parseEventNotification(pinged.body, pinged.header, secret);
  assert.equal((await parsedPing.fetchRelatedObject()).id, made.id);
  assert.equal((await destinations.disable(made.id)).status, 'disabled');
  assert.equal((await destinations.enable(made.id)).status, 'enabled');
  const changed = await destinations.update(made.id, { name: 'The other till' });
  assert.equal(changed.name, 'The other till');
  assert.deepEqual(await destinations.retrieve(made.id), changed);
  assert.equal((await destinations.del(made.id)).id, made.id);
  await assert.rejects(destinations.retrieve(made.id), { code: 'not_found' });
});

test('all events are listed, page after page', async () => {
  const made = [];
  for (let count = 0; count < 5; count += 1) {
    made.unshift((await stripe.products.create({ name: `Loaf ${count}` })).id);
  }
  const listed = [];
  const types = ['v1.product.created'];
  for await (const event of stripe.v2.core.events.list({ limit: 2, types })) {
    listed.push(event.related_object.id);
    assert.equal((await event.fetchRelatedObject()).id, event.related_object.id);
  }
  assert.deepEqual(listed.slice(0, 5), made);
});
