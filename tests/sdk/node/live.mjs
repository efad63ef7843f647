// The life of a shop on a practice store, as Stripe's own package for Node lives it: links, payments,
// refunds, disputes, payouts, and what goes wrong. One line of JSON for each step.
//
// node live.mjs

import process from 'node:process';

import { calls } from './life/calls.mjs';
import { money } from './life/money.mjs';
import { selling } from './life/selling.mjs';
import { receiver, store } from './life/shop.mjs';

for (const [name, step] of Object.entries({ ...selling, ...calls, ...money })) {
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
