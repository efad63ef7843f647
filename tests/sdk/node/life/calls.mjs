// How calls are made: pages, searches, keys, and what goes wrong.

import assert from 'node:assert/strict';

import { all, client, life, refused, store, stripe } from './shop.mjs';

export const calls = {
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
};
