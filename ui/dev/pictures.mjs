// DEVELOPMENT ONLY: pictures of every screen over the demo shop, under the strict content security
// policy, each checked with axe. `npm run pictures` writes them to target/screens/demo; a word
// after it takes only the pictures whose name contains it.
import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { readFileSync } from 'node:fs';
import { chromium } from 'playwright-core';
import { build, preview } from 'vite';

import { formScreens } from './pictures-form.mjs';

const OUT = '../target/screens/demo';
const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const only = new RegExp(process.argv[2] ?? '');

const NORMAL = { width: 1280, height: 800 };
const SMALL = { width: 900, height: 600 };
const LARGE = { width: 2560, height: 1440 };

const firstRow = (page) => page.locator('[data-testid=payment-row]').nth(1).click();
const chooseLinks = async (page) => {
  for (const at of [1, 2]) await page.locator('[data-testid=link-row] input').nth(at).click();
};
const firstLink = (page) => page.locator('[data-testid=link-row]').first().click();

async function makeTable(page) {
  await page.getByRole('button', { name: 'Make 5 links' }).click();
  await page.getByRole('button', { name: 'Stop' }).waitFor();
}

async function wideTable(page) {
  await press('Columns')(page);
  for (const column of ['Fee', 'Net', 'Order', 'ID'])
    await page.getByLabel(column, { exact: true }).check();
  await page.keyboard.press('Escape');
}

async function choosePayments(page) {
  const rows = page.getByTestId('payment-row');
  await rows.nth(0).getByRole('checkbox').click();
  await rows
    .nth(5)
    .getByRole('checkbox')
    .click({ modifiers: ['Shift'] });
  await page.getByRole('button', { name: 'Mark as fulfilled' }).click();
  await page.getByRole('alert').waitFor();
}

async function planLink(page) {
  await firstLink(page);
  await page.getByRole('button', { name: 'Schedule', exact: true }).click();
  await page.getByRole('heading', { name: 'Schedule' }).scrollIntoViewIfNeeded();
}

async function plannedLink(page) {
  await planLink(page);
  const closes = page.getByRole('group', { name: 'Closes' });
  for (const [index, digits] of ['24', '12', '2026', '18', '00'].entries()) {
    await closes.getByRole('spinbutton').nth(index).focus();
    await page.keyboard.type(digits);
  }
  await page.getByRole('button', { name: 'Save the schedule' }).click();
  await page.getByRole('button', { name: 'Change the schedule' }).waitFor();
}

async function showVariants(page) {
  await firstLink(page);
  await page.getByTestId('variants').scrollIntoViewIfNeeded();
}

const atTheCounter = (page) => page.getByRole('img', { name: /QR code/ }).waitFor();

const toTheEnd = (page) =>
  page.locator('.page').evaluate((scroller) => scroller.scrollTo(0, scroller.scrollHeight));

async function checkKey(page, key) {
  await page.getByLabel('Restricted key').fill(key);
  await page.getByRole('button', { name: 'Check this key' }).click();
  await page.getByTestId('feature').first().waitFor();
}

async function unsure(page) {
  await checkKey(page, 'rk_live_1');
  await page.getByRole('button', { name: 'Connect for real payments' }).click();
}

async function placeless(page) {
  await checkKey(page, 'rk_test_1');
  await page.getByRole('button', { name: 'Connect in test mode' }).click();
  await page.getByRole('heading', { name: 'Where should the key be kept?' }).waitFor();
}

async function twoPassphrases(page) {
  await placeless(page);
  await page.getByLabel('Passphrase', { exact: true }).fill('correct horse');
  await page.getByLabel('The same once more').fill('battery staple');
  await page.getByRole('button', { name: 'Keep it there and connect' }).click();
  await page.getByText('The two passphrases differ').waitFor();
}

async function wrongPassphrase(page) {
  await page.getByLabel('Passphrase', { exact: true }).fill('battery staple');
  await page.getByRole('button', { name: 'Unlock' }).click();
  await page.getByText('The passphrase is wrong').waitFor();
}

async function remove(page) {
  await page.getByRole('button', { name: 'Remove…' }).click();
  await page.getByLabel('Delete its data').check();
}

async function restore(page) {
  await page
    .getByRole('button', { name: /^Restore the backup/ })
    .first()
    .click();
  await page.getByText('It replaces').scrollIntoViewIfNeeded();
}

async function lookFor(page, person) {
  await page.getByLabel('E-mail address or customer id').fill(person);
  await page.getByRole('button', { name: 'Look' }).click();
  await page.getByRole('group', { name: 'What would be erased' }).waitFor();
}

async function eraseFor(page, person) {
  await lookFor(page, person);
  await page.getByRole('button', { name: 'Erase for good' }).click();
}

async function diagnose(page) {
  await page.getByRole('button', { name: 'Run the check' }).click();
  await page.getByRole('button', { name: 'Show what is in it' }).click();
  await page.getByTestId('bundle-file').first().click();
}

async function searchFor(page, words) {
  await page.keyboard.press('Control+k');
  await page.keyboard.type(words);
  await page.waitForTimeout(400);
}

async function askForPin(page) {
  await firstRow(page);
  await page.getByRole('button', { name: 'Refund…' }).click();
  await page.getByRole('button', { name: /^Refund / }).click();
  await page.getByLabel('PIN', { exact: true }).fill('0000');
  await page.keyboard.press('Enter');
  await page.getByText('That is not the PIN').waitFor();
}

const press = (name) => (page) => page.getByRole('button', { name }).click();

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
  ...['new', 'gap', 'reading', 'paused', 'waiting', 'ended', 'refused', 'done'].map((state) => [
    `history-${state}`,
    `?panel&scene=history-${state}#/`,
    (page) => page.locator('.history').waitFor(),
  ]),
  ['account-keyless', '?scene=keyless#/'],
  ['keys-place', '?scene=placeless#/connect', placeless],
  ['keys-place-wrong', '?scene=placeless#/connect', twoPassphrases],
  ['keys-locked', '?scene=locked#/'],
  ['keys-locked-wrong', '?scene=locked#/', wrongPassphrase],
  ['keys-keychain-locked', '?scene=keychain-locked#/'],
  ['account-menu', '?scene=live#/', openAccounts],
  ['home', '#/'],
  ['home-empty', '?scene=empty#/'],
  ['home-unpaid', '?scene=unpaid#/'],
  ['home-broken', '?scene=broken#/'],
  ['home-slow', '?scene=slow#/', (page) => page.waitForTimeout(500)],
  ['home-arrival', '#/', (page) => page.evaluate(() => window.demoPay())],
  ['payments', '#/payments', firstRow],
  ['payments-list', '#/payments'],
  ['orders', '#/orders'],
  ['orders-empty', '?scene=empty#/orders'],
  ['buyer', '#/buyer/ana%40mail.example'],
  [
    'payments-note',
    '#/payments',
    async (page) => {
      await firstRow(page);
      await page.getByRole('button', { name: 'Change the note' }).click();
    },
  ],
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
      await page.locator('[data-scroller]').evaluate((box) => box.scrollTo(0, 1800));
      await page.evaluate(() => [1, 2, 3].map(() => window.demoPay()));
      await page.getByText('3 new payments').waitFor();
    },
  ],
  ['payments-columns', '#/payments', press('Columns')],
  ['payments-wide', '#/payments', wideTable],
  ['payments-views', '#/payments', press('Views')],
  ['payments-chosen', '#/payments', choosePayments],
  ['payments-lost', '#/payments', (page) => page.evaluate(() => window.demoConnection('lost'))],
  ['payouts', '#/payouts'],
  ['payout', '#/payouts/po_1QK8x2LmB7sK0d001'],
  ['payout-failed', '#/payouts/po_1QK8x2LmB7sK0d003'],
  ['events', '#/events'],
  ['event', '#/events/evt_1QK8x2LmB7sK0d000'],
  ['deliveries', '#/deliveries'],
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
  ['settings', '?scene=live#/settings'],
  ['settings-appearance', '?scene=live#/settings/appearance'],
  ['settings-window', '?scene=live#/settings/window'],
  ['payments-compact', '?rows=compact#/payments'],
  ['links-compact', '?rows=compact#/links'],
  ['settings-keys', '?scene=live#/settings/keys'],
  ['settings-notifications', '?scene=live&quiet#/settings/notifications'],
  ['settings-practice', '#/settings/practice', press('Begin anew…')],
  ['settings-remove', '?scene=long#/settings/account', remove],
  ['settings-data', '?scene=live#/settings/data', press('Export…')],
  ['settings-wipe', '?scene=long#/settings/data', press('Wipe…')],
  ['settings-backups', '?scene=live#/settings/backups'],
  ['settings-backups-elsewhere', '?scene=live#/settings/backups', press('Keep them elsewhere…')],
  ['settings-backups-ill', '?scene=ill#/settings/backups'],
  ['settings-restore', '?scene=live#/settings/backups', restore],
  ['settings-restore-no', '?scene=keyless#/settings/backups', press('Restore from a file…')],
  ['settings-erase', '?scene=live#/settings/erase'],
  ['settings-erase-what', '?scene=live#/settings/erase', (page) => lookFor(page, 'ana@a.example')],
  [
    'settings-erase-slow',
    '?scene=live#/settings/erase',
    (page) => eraseFor(page, 'ana@slow.example'),
  ],
  ['settings-erase-done', '?scene=live#/settings/erase', (page) => eraseFor(page, 'ana@a.example')],
  ['settings-diagnostics', '?scene=live#/settings/diagnostics', diagnose],
  ['settings-about', '?scene=live#/settings/about'],
  ['settings-broken', '?scene=broken#/settings/backups'],
  ['links', '#/links'],
  ['links-open', '#/links', press(/^Open \d/)],
  ['links-sorted', '#/links', press('Revenue')],
  ['links-chosen', '#/links', chooseLinks],
  ['links-offline', '?scene=offline#/links', (page) => page.getByText('Try again').waitFor()],
  ['links-paid', '#/links', (page) => page.evaluate(() => window.demoPay())],
  ['links-broken', '?scene=broken#/links'],
  ['links-slow', '?scene=slow#/links', (page) => page.waitForTimeout(500)],
  [
    'links-nothing',
    '#/links',
    async (page) => {
      await page.getByLabel('Search links').fill('nobody');
      await page.getByText('No link is called').waitFor();
    },
  ],
  ['link', '#/links', firstLink],
  ['link-plan', '#/links', planLink],
  ['link-planned', '#/links', plannedLink],
  ['link-overdue', '?scene=overdue#/links', firstLink],
  ['link-sold-out', '#/links/plink_1Q0001'],
  ['link-scheduled', '#/links/plink_1Q0009'],
  ['link-long', '#/links/plink_1Q0007'],
  ['link-rtl', '#/links/plink_1Q0008'],
  ['link-nameless', '#/links/plink_1Q00013'],
  ['link-below', '#/links/plink_1Q0002', toTheEnd],
  ['link-broken', '?scene=broken#/links/plink_1Q0001'],
  ['link-slow', '?scene=slow#/links/plink_1Q0001', (page) => page.waitForTimeout(500)],
  ['link-missing', '#/links/plink_nowhere'],
  ['table-blank', '#/links/table'],
  ['table', '?scene=table#/links/table'],
  ['table-wrong', '?scene=table-wrong#/links/table'],
  ['table-known', '?scene=table-known#/links/table'],
  ['table-making', '?scene=table#/links/table', makeTable],
  ['links-empty', '?scene=empty#/links'],
  ['palette', '#/', (page) => page.keyboard.press('Control+k')],
  ['palette-found', '#/', (page) => searchFor(page, 'a')],
  ['palette-broken', '?scene=broken#/', (page) => searchFor(page, 'cake')],
  ['shortcuts', '#/links', (page) => page.keyboard.press('?')],
  ...formScreens,
  ['till-none', '#/settings/till'],
  ['till-settings', '?scene=till#/settings/till'],
  ['till-change', '?scene=till#/settings/till', press('Change it…')],
  ['till-locked', '?scene=till-locked#/'],
  ['till-forgotten', '?scene=till-locked#/', press('I forgot the PIN')],
  ['till-asked', '?scene=till#/payments', askForPin],
  ['view-only', '?scene=view-only#/payments', firstRow],
  ['view-only-form', '?scene=view-only#/links/new'],
  ['share-variants', '#/links', showVariants],
  [
    'share-variant-form',
    '#/links',
    async (page) => {
      await showVariants(page);
      await page.getByRole('button', { name: 'Make an address' }).click();
      await page.getByLabel('What you call it').fill('Table 7');
      await page.getByLabel('Reference').fill('table 7');
      await page.getByLabel('Promotion code').fill('MAY');
      await page.getByText('Stripe drops any other').waitFor();
      await page.getByRole('button', { name: 'Keep this address' }).scrollIntoViewIfNeeded();
    },
  ],
  ['share-counter', '#/links/plink_1Q0000/counter', atTheCounter],
  [
    'share-counter-paid',
    '#/links/plink_1Q0000/counter',
    async (page) => {
      await atTheCounter(page);
      await page.evaluate(() => [1, 2, 3, 4].map(() => window.demoPay()));
      await page.getByText('and 1 more').waitFor();
    },
  ],
  [
    'share-counter-lost',
    '#/links/plink_1Q0000/counter',
    async (page) => {
      await atTheCounter(page);
      await page.evaluate(() => window.demoConnection('lost'));
    },
  ],
  ['share-counter-missing', '#/links/plink_nowhere/counter'],
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
    'new-link form-two form-wrong new-link-ready till-settings till-locked view-only view-only-form settings-appearance settings-notifications settings-window';
  return main.split(' ').includes(name);
}

await mkdir(OUT, { recursive: true });
await build({ mode: 'demo', logLevel: 'error' });
const server = await preview({
  mode: 'demo',
  preview: { port: 4174, strictPort: false, host: '127.0.0.1' },
  logLevel: 'error',
});
const { port } = server.httpServer.address();
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium' });
let faults = 0;

for (const [variant, options, takes] of variants) {
  for (const [name, address, act] of screens) {
    const picture = `${name}-${variant}`;
    if (!takes(name) || !only.test(picture)) continue;
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
    await page.goto(`http://127.0.0.1:${port}/dev/index.html${address}`);
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
