// DEVELOPMENT ONLY: pictures of every screen over the demo shop, under the strict content security
// policy, each checked with axe. `npm run pictures` writes them to target/screens/demo; a word
// after it takes only the pictures whose name contains it.
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

const OUT = '../target/screens/demo';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const only = process.argv[2] ?? '';

const NORMAL = { width: 1280, height: 800 };
const SMALL = { width: 900, height: 600 };
const LARGE = { width: 2560, height: 1440 };

const firstRow = (page) => page.locator('[data-testid=payment-row]').nth(1).click();
const firstLink = (page) => page.locator('[data-testid=link-row]').first().click();

const toTheEnd = (page) =>
  page.locator('.page').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));

async function fillLink(page) {
  await page.getByLabel('What are you selling?').fill('Birthday cake, 24 cm');
  await page.getByLabel('Price').fill('86,50');
  await page.getByLabel('Quantity').fill('2');
  await page.getByLabel('Quantity').blur();
}

async function checkKey(page, key) {
  await page.getByLabel('Restricted key').fill(key);
  await page.getByRole('button', { name: 'Check this key' }).click();
  await page.getByTestId('feature').first().waitFor();
}

async function unsure(page) {
  await checkKey(page, 'rk_live_1');
  await page.getByRole('button', { name: 'Connect for real payments' }).click();
}

const loaded = (page) => page.getByRole('radio').first().waitFor();

async function openAccounts(page) {
  await page.getByRole('button', { name: /^Account:/ }).click();
  await page.getByRole('menuitemradio').first().waitFor();
}

/** name, address, and what is done before the picture is taken */
const screens = [
  ['welcome', '?scene=welcome#/'],
  ['connect', '?scene=welcome#/connect'],
  ['connect-findings', '?scene=welcome#/connect', (page) => checkKey(page, 'rk_test_1')],
  ['connect-secret', '#/connect', (page) => checkKey(page, 'sk_test_1')],
  ['connect-live', '#/connect', unsure],
  ['account-live', '?scene=live#/'],
  ['account-test', '?scene=test#/'],
  ['connection', '#/connection'],
  ['connection-live', '?scene=live#/connection', loaded],
  ['connection-down', '?scene=test#/connection', loaded],
  ['account-keyless', '?scene=keyless#/'],
  ['account-menu', '?scene=live#/', openAccounts],
  ['home', '#/'],
  ['home-empty', '?scene=empty#/'],
  ['home-unpaid', '?scene=unpaid#/'],
  ['home-broken', '?scene=broken#/'],
  ['home-slow', '?scene=slow#/', (page) => page.waitForTimeout(500)],
  ['home-arrival', '#/', (page) => page.evaluate(() => window.demoPay())],
  ['payments', '#/payments', firstRow],
  ['payments-list', '#/payments'],
  ['payments-empty', '?scene=empty#/payments'],
  ['payments-broken', '?scene=broken#/payments'],
  ['payments-slow', '?scene=slow#/payments', (page) => page.waitForTimeout(500)],
  ['payments-stopped', '?scene=stopped#/payments'],
  [
    'payments-nothing',
    '#/payments',
    async (page) => {
      await page.getByLabel('Search payments').fill('nobody');
      await page.getByText('Nothing found').waitFor();
    },
  ],
  [
    'payments-scrolled',
    '#/payments',
    async (page) => {
      await page.locator('[data-testid=payment-row]').nth(40).scrollIntoViewIfNeeded();
      await page.evaluate(() => [1, 2, 3].map(() => window.demoPay()));
      await page.getByText('3 new payments').waitFor();
    },
  ],
  ['payments-lost', '#/payments', (page) => page.evaluate(() => window.demoConnection('lost'))],
  ['health', '#/health'],
  ['health-empty', '?scene=empty#/health'],
  ['health-ill', '?scene=ill#/health'],
  ['health-ill-below', '?scene=ill#/health', toTheEnd],
  ['health-stopped', '?scene=stopped#/health'],
  ['health-broken', '?scene=broken#/health'],
  ['rehearsal', '#/rehearsal'],
  ['rehearsal-playing', '?scene=playing#/rehearsal'],
  ['rehearsal-played', '?scene=played#/rehearsal'],
  ['rehearsal-outage-on', '?scene=outage-on#/rehearsal'],
  ['rehearsal-outage', '?scene=outage#/rehearsal'],
  ['rehearsal-disputed', '?scene=disputed#/rehearsal'],
  ['rehearsal-tested', '?scene=tested#/rehearsal'],
  ['rehearsal-missing', '?scene=missing#/rehearsal'],
  ['rehearsal-broke-off', '?scene=broke-off#/rehearsal'],
  ['rehearsal-broken', '?scene=broken#/rehearsal'],
  ['rehearsal-slow', '?scene=slow#/rehearsal', (page) => page.waitForTimeout(500)],
  ['health-slow', '?scene=slow#/health', (page) => page.waitForTimeout(500)],
  ['health-lost', '#/health', (page) => page.evaluate(() => window.demoConnection('lost'))],
  ['links', '#/links'],
  ['link', '#/links', firstLink],
  ['link-missing', '#/links/plink_nowhere'],
  ['links-empty', '?scene=empty#/links'],
  ['new-link-blank', '#/links/new'],
  ['new-link', '#/links/new', fillLink],
  [
    'new-link-wrong',
    '#/links/new',
    async (page) => {
      await page.getByLabel('Price').fill('1.234');
      await page.getByLabel('Quantity').fill('0');
      await page.getByRole('button', { name: 'Create link' }).click();
    },
  ],
  [
    'new-link-refused',
    '?scene=refused#/links/new',
    async (page) => {
      await fillLink(page);
      await page.getByRole('button', { name: 'Create link' }).click();
      await page.getByRole('alert').waitFor();
    },
  ],
  [
    'new-link-currency',
    '#/links/new',
    async (page) => {
      await page.getByLabel('Currency').click();
      await page.getByLabel('Currency').fill('fra');
      await page.waitForTimeout(200);
    },
  ],
  [
    'new-link-ready',
    '#/links/new',
    async (page) => {
      await fillLink(page);
      await page.keyboard.press('Control+Enter');
      await page.getByTestId('link-url').waitFor();
    },
  ],
];

/** name of the variant, and how the browser is set */
const variants = [
  ['light', { viewport: NORMAL, colorScheme: 'light', locale: 'en-GB' }, () => true],
  ['dark', { viewport: NORMAL, colorScheme: 'dark', locale: 'en-GB' }, () => true],
  ['small', { viewport: SMALL, colorScheme: 'light', locale: 'en-US' }, () => true],
  ['large', { viewport: LARGE, colorScheme: 'light', locale: 'en-GB' }, isMain],
  ['de', { viewport: NORMAL, colorScheme: 'light', locale: 'de-DE' }, isMain],
  ['ar', { viewport: NORMAL, colorScheme: 'light', locale: 'ar-EG' }, isMain],
];

function isMain(name) {
  const main =
    'welcome home payments health health-ill rehearsal rehearsal-playing rehearsal-played links link ' +
    'new-link new-link-ready';
  return main.split(' ').includes(name);
}

await mkdir(OUT, { recursive: true });
await build({ mode: 'demo', logLevel: 'error' });
const server = await preview({ mode: 'demo', preview: { port: 4174 }, logLevel: 'error' });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
let faults = 0;

for (const [variant, options, takes] of variants) {
  for (const [name, address, act] of screens) {
    const picture = `${name}-${variant}`;
    if (!takes(name) || !picture.includes(only)) continue;
    await takePicture(picture, address, act, options);
  }
}

await browser.close();
server.httpServer.closeAllConnections();
server.httpServer.close();
console.log(faults === 0 ? 'no faults' : `${faults} faults`);
process.exitCode = faults === 0 ? 0 : 1;

async function takePicture(picture, address, act, options) {
  const context = await browser.newContext({ ...options, timezoneId: 'Europe/Berlin' });
  const page = await context.newPage();
  await page.clock.setFixedTime('2026-11-24T14:03:30+01:00');
  const say = (text) => {
    faults += 1;
    console.log(`${picture}: ${text}`);
  };
  page.on('console', (message) => message.type() === 'error' && say(message.text()));
  page.on('pageerror', (error) => say(String(error)));
  try {
    await page.goto(`http://127.0.0.1:4174/dev/index.html${address}`);
    await page.locator('h1').first().waitFor({ state: 'attached' });
    await page.waitForTimeout(120);
    await act?.(page);
    await page.waitForTimeout(350);
    await page.screenshot({ path: `${OUT}/${picture}.png` });
    await page.evaluate(AXE);
    const { violations } = await page.evaluate(() => window.axe.run());
    for (const { id, help, nodes } of violations) {
      say(`axe ${id}: ${help}\n    ${nodes.map((node) => node.html.slice(0, 160)).join('\n    ')}`);
    }
    const overflow = await page.evaluate(
      () => document.documentElement.scrollWidth > window.innerWidth,
    );
    if (overflow) say('wider than the window');
  } catch (error) {
    say(String(error).split('\n')[0]);
  }
  await context.close();
}
