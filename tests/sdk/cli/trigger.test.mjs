// `stripe trigger` for every event of payments: it ends well, and the event is made and forwarded.
//
// not-yet.json names the triggers that ask for what the practice store does not do, with the reason.
// One that is listed and works all the same fails as well, so the list only gets shorter.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { after, before, test } from 'node:test';

import { Practice, eventually } from './practice.mjs';
import { Receiver, isSigned } from './receiver.mjs';
import { Listener, stripe } from './stripe.mjs';

/** The families of events that have to do with payments. */
const PAYMENTS = new RegExp(
  `^(${[
    'balance',
    'charge',
    'checkout.session',
    'coupon',
    'customer',
    'payment_intent',
    'payment_link',
    'payment_method',
    'payout',
    'price',
    'product',
    'promotion_code',
    'refund',
  ].join('|')})[.]`,
);
/** What a delayed method of payment may take, in seconds. */
const TWO_WEEKS = 14 * 24 * 3600;

const notYet = JSON.parse(readFileSync(new URL('not-yet.json', import.meta.url)));

let store, receiver, listener;

before(async () => {
  store = await Practice.open();
  receiver = await Receiver.open();
  listener = await Listener.open(store, '--all-snapshot', '--forward-to', receiver.url);
});
after(async () => {
  await listener?.close();
  await receiver?.close();
  await store?.remove();
});

/** The triggers that the CLI's own help lists. */
async function triggers() {
  const { out } = await stripe(store, 'trigger', '--help');
  const listed = out.split('Supported events:')[1].split('Usage:')[0];
  return listed.split(/\s+/).filter((name) => PAYMENTS.test(name));
}

/** Pulls a trigger; tells what went wrong, or nothing. */
async function pull(name) {
  const before = (await store.newest(name))?.id;
  const run = await stripe(store, 'trigger', name);
  if (run.code !== 0 || !run.out.includes('Trigger succeeded!')) {
    return `${run.out}${run.errors}`.trim();
  }
  const made = async () => {
    const event = await store.newest(name);
    return event && event.id !== before ? event : undefined;
  };
  let event = await made();
  if (!event) {
    // What is settled by a bank takes its time.
    await store.door('advance', { seconds: TWO_WEEKS });
    event = await made();
  }
  if (!event) return `no ${name} was made`;
  const delivery = await receiver.first(event.id);
  assert.ok(isSigned(delivery, listener.secret), name);
  assert.deepEqual(delivery.event.data, event.data, name);
  await eventually(`${name} is answered`, () =>
    listener.said.includes(`[200] POST ${receiver.url} [${event.id}]`),
  );
  return undefined;
}

test('every trigger of payments', async (t) => {
  const names = await triggers();
  assert.ok(names.length >= 30, `${names}`);
  for (const name of names) {
    await t.test(name, async () => {
      const problem = await pull(name).catch((error) => `${error.message}`);
      const reason = notYet[name];
      if (reason === undefined) assert.ok(problem === undefined, problem);
      else assert.ok(problem, `${name} works, and not-yet.json says: ${reason}`);
    });
  }
  for (const name of Object.keys(notYet)) assert.ok(names.includes(name), `no trigger ${name}`);
});
