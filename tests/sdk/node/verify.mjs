// What Stripe's own package for Node makes of each vector: one line of JSON each.
//
// node verify.mjs VECTORS.json

import { readFileSync } from 'node:fs';
import process from 'node:process';
import Stripe from 'stripe';

// No request is made, so any key will do.
const stripe = new Stripe('sk_test_none');

function verdict(vector, secret) {
  const body =
    vector.body === undefined
      ? Buffer.from(vector.body_base64, 'base64')
      : Buffer.from(vector.body);
  // Node's own server joins lines of one header in this way.
  const header = vector.headers.length === 0 ? undefined : vector.headers.join(', ');
  try {
    stripe.webhooks.constructEvent(body, header, secret, undefined, undefined, vector.now * 1000);
    return 'accepted';
  } catch (error) {
    return error.type === 'StripeSignatureVerificationError' ? 'refused' : `fails: ${error.name}`;
  }
}

const { cases } = JSON.parse(readFileSync(process.argv[2], 'utf8'));
for (const vector of cases) {
  // While a secret is rolled, a shop tries one after the other.
  const verdicts = vector.secrets.map((secret) => verdict(vector, secret));
  const best = verdicts.includes('accepted') ? 'accepted' : verdicts[0];
  console.log(JSON.stringify({ name: vector.name, verdict: best }));
}
