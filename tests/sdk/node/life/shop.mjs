// The shop that lives on a practice store, and what its steps share.

import assert from 'node:assert/strict';
import Stripe from 'stripe';

import { Practice } from '../../cli/practice.mjs';
import { Receiver } from '../../cli/receiver.mjs';

const DAY = 24 * 3600;

export const store = await Practice.open();
export const receiver = await Receiver.open();
const { hostname, port } = new URL(store.url);
export const client = (key, options = {}) =>
  new Stripe(key, { host: hostname, port, protocol: 'http', maxNetworkRetries: 0, ...options });
export const stripe = client(store.key);

/** What the steps hand on. */
export const life = {};

/** Waits a bank day or more. */
export const wait = (days) => store.door('advance', { seconds: days * DAY });

/** The error of a call that has to fail, of that class of the package. */
export async function refused(type, call) {
  const error = await call.then(
    () => assert.fail(`it was not refused with ${type}`),
    (error) => error,
  );
  assert.equal(error.type, type, `${error.type}: ${error.message}`);
  return error;
}

/** All objects of a list, page by page. */
export async function all(list) {
  const objects = [];
  for await (const object of list) objects.push(object);
  return objects;
}

export const cake = (change = {}) => ({
  line_items: [
    {
      price_data: { currency: 'eur', unit_amount: 8650, product_data: { name: 'Birthday cake' } },
      quantity: 1,
    },
  ],
  ...change,
});

/** An intent of the shop's own, paid at once. */
export const intent = (change = {}) =>
  stripe.paymentIntents.create({
    amount: 4200,
    currency: 'eur',
    confirm: true,
    payment_method: 'pm_card_visa',
    payment_method_types: ['card'],
    ...change,
  });
