// DEVELOPMENT ONLY: what a key press costs in the form of a payment link with 20 items. `node dev/typing.mjs`
// prints what the page's thread was at work for, scripts and layout, in milliseconds of its own time, so that
// a busy computer does not count; and as many on a processor four times as slow.
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const PORT = Number(process.env.PORT ?? 4175);
const ITEMS = 20;
const KEYS = 60;
const SLOWER = 4;
const FRAME_MS = 1000 / 60;

if (!process.argv.includes('--built')) await build({ mode: 'demo', logLevel: 'error' });
const server = await preview({ mode: 'demo', preview: { port: PORT }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
const page = await browser.newPage({ viewport: { width: 1280, height: 800 } });
page.setDefaultTimeout(60_000);
await page.goto(`http://127.0.0.1:${PORT}/dev/index.html#/links/new`);

const names = page.getByLabel(/^What (are you selling|else)\?$/);
for (let item = 0; item < ITEMS; item += 1) {
  if (item > 0) await page.getByRole('button', { name: 'Add an item', exact: true }).click();
  await names.nth(item).fill(`Thing ${item}`);
  await page.getByLabel('Price', { exact: true }).nth(item).fill('12');
}

const cdp = await page.context().newCDPSession(page);
await cdp.send('Performance.enable', { timeDomain: 'threadTicks' });

async function spent() {
  const { metrics } = await cdp.send('Performance.getMetrics');
  const of = (wanted) => 1000 * metrics.find(({ name }) => name === wanted).value;
  return of('ScriptDuration') + of('LayoutDuration') + of('RecalcStyleDuration');
}

await names.last().fill('');
await names.last().focus();
// What was asked while the form was filled is answered by then.
await page.waitForTimeout(2_000);
const before = await spent();
await page.keyboard.type('a'.repeat(KEYS));
await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => setTimeout(done))));
const each = ((await spent()) - before) / KEYS;
const slow = each * SLOWER;
console.log(
  `a key press, ${ITEMS} items: ${each.toFixed(1)} ms of scripts and layout; ` +
    `${slow.toFixed(1)} ms on a processor ${SLOWER} times as slow; a frame is ${FRAME_MS.toFixed(1)} ms`,
);
process.exitCode = slow < FRAME_MS ? 0 : 1;

await browser.close();
server.httpServer.closeAllConnections();
server.httpServer.close();
