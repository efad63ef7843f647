// DEVELOPMENT ONLY: how soon a payment is on the screen, on the real development server in Chromium, and how the
// window scrolls meanwhile. `node dev/live.mjs` prints, as the page itself measured it from the receiver's first
// byte of an event to the frame that shows its row: single payments, then more than a thousand events at once; and
// which part of the frames was late while the list was scrolled. COUNTERTOP_DEVSERVER names the program.
import { chromium } from 'playwright-core';

import { Server } from '../../tests/browser/server.mjs';

const SINGLE = 300;
const BURST = 300;
const FRAME_MS = 1000 / 60;
const PROMISED_MS = 50;

const server = await Server.start();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'en-GB' });
await page.goto(server.url);
await page.getByRole('button', { name: 'Open the practice store' }).click();
await page.getByRole('navigation', { name: 'Screens' }).waitFor();

const item = { currency: 'eur', unit_amount: 2400, product_data: { name: 'Cake' } };
const link = await server.call('create_link', {
  terms: { line_items: [{ quantity: 1, price_data: item }] },
  submission: crypto.randomUUID(),
});

async function practice(path, given) {
  const answer = await fetch(new URL(`/_practice/${path}`, link.url), {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(given),
  });
  if (!answer.ok) throw new Error(await answer.text());
}

const pay = () => practice('pay', { payment_link: link.id, card: '4242424242424242' });

async function payAtOnce(count) {
  const each = Array.from({ length: 12 }, async () => {
    for (let at = 0; at < count / 12; at += 1) await pay();
  });
  await Promise.all(each);
}

async function recorded(atLeast) {
  for (;;) {
    const { paymentCount } = await server.call('app_state', null);
    if (paymentCount >= atLeast) return paymentCount;
    await page.waitForTimeout(100);
  }
}

/** The measures since the last call, in milliseconds, sorted. */
async function measured() {
  const times = await page.evaluate(() => {
    const found = performance.getEntriesByName('event-to-row').map(({ duration }) => duration);
    performance.clearMeasures('event-to-row');
    return found;
  });
  return times.sort((a, b) => a - b);
}

function say(what, times) {
  const at = (part) => times[Math.min(times.length - 1, Math.floor(times.length * part))] ?? NaN;
  const ms = (time) => time.toFixed(1).padStart(7);
  console.log(`${what.padEnd(44)}${ms(at(0.5))}${ms(at(0.99))}${ms(at(1))}   (${times.length})`);
  return at(0.99);
}

/** Scrolls up and down for a while, and gives back how long each frame took. */
function frames(scrolledMs) {
  return page.evaluate(async (until) => {
    const box = document.querySelector('[data-scroller]');
    const taken = [];
    const began = performance.now();
    let last = began;
    while (last - began < until) {
      const now = await new Promise(requestAnimationFrame);
      taken.push(now - last);
      last = now;
      const way = (now - began) / 4;
      const height = box.scrollHeight - box.clientHeight;
      box.scrollTop = Math.abs(((way * 6) % (2 * height)) - height);
    }
    return taken.slice(2);
  }, scrolledMs);
}

function sayFrames(what, taken) {
  const late = taken.filter((time) => time > 1.5 * FRAME_MS).length / taken.length;
  const percent = (100 * late).toFixed(2);
  const worst = Math.max(...taken).toFixed(0);
  console.log(
    `${what.padEnd(44)}${percent.padStart(6)} % late, the worst ${worst} ms (${taken.length} frames)`,
  );
  return late;
}

await payAtOnce(600);
let known = await recorded(600);
await page.evaluate(() => (location.hash = '#/payments'));
await page.getByTestId('payment-row').first().waitFor();
await page.waitForTimeout(1000);
await measured();

console.log(`${'from the receiver to the row, in ms'.padEnd(44)}    p50    p99  worst`);
for (let at = 0; at < SINGLE; at += 1) {
  await pay();
  await page.waitForTimeout(30);
}
known = await recorded(known + SINGLE);
await page.waitForTimeout(500);
const single = say('one payment after the other', await measured());

sayFrames('scrolling the list', await frames(5000));

// Nothing is delivered until all of it is, at once.
await practice('faults', { drop: 1 });
await payAtOnce(BURST);
await practice('faults', {});
const before = performance.now();
await practice('advance', { seconds: 3600 });
const scrolled = frames(3000);
const after = await recorded(known + BURST);
const took = performance.now() - before;
sayFrames('scrolling while they come', await scrolled);
await page.waitForTimeout(500);
await page.evaluate(() => document.querySelector('[data-scroller]').scrollTo(0, 0));
const burst = say(`${BURST} payments at once, in ${(took / 1000).toFixed(1)} s`, await measured());
const { counts } = await server.call('list_payments', { limit: 1 });
const listed = counts.reduce((sum, { count }) => sum + count, 0);
const shown = await page.getByRole('button', { name: /^All/ }).innerText();
console.log(
  `in the ledger ${after}, counted ${listed}, on the page “${shown.replace(/\s+/g, ' ')}”`,
);
const isWhole =
  after === known + BURST && listed === after && shown.replace(/\D/g, '') === String(after);
process.exitCode = single < PROMISED_MS && burst < PROMISED_MS && isWhole ? 0 : 1;

await browser.close();
await server.remove();
