// The whole way in the real window: from the welcome to the row of a payment, and back after a
// restart. `run.mjs` says how to start it.

import assert from 'node:assert/strict';
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';

import { Countertop, dialogs, dismiss, startAgain, startWindowManager, windows } from './app.mjs';
import { pay } from './customer.mjs';
import { until } from './until.mjs';
import { KEY } from './webdriver.mjs';

/** Far more than a payment's way to its row takes on a slow machine, and still within a blink. */
const LONGEST_MS = 1_000;

const folder = mkdtempSync(join(tmpdir(), 'countertop-window-'));
const home = join(folder, 'home');
const manager = startWindowManager();
after(() => {
  manager.kill();
  rmSync(folder, { recursive: true, force: true });
});

/** A stand-in for the merchant's browser: writes down what it was asked to open. */
const opened = join(folder, 'opened');
const programs = join(folder, 'bin');
mkdirSync(programs);
writeFileSync(join(programs, 'xdg-open'), `#!/bin/sh\nprintf '%s\\n' "$@" >> '${opened}'\n`);
chmodSync(join(programs, 'xdg-open'), 0o755);
const env = { PATH: `${programs}:${process.env.PATH}` };

const read = (file) => {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    return '';
  }
};

describe('the window', { concurrency: 1 }, () => {
  let app;
  let url;
  before(async () => (app = await Countertop.start(home, env)));
  after(() => app?.abandon());

  test('welcomes, and opens the practice store', async () => {
    await app.picture('welcome');
    await app.click('Open the practice store');
    await app.says('Receiving');
    await app.picture('home-empty');
  });

  test('makes a link from what is typed', async () => {
    await app.click('New payment link');
    await app.type('What are you selling?', 'Sourdough box');
    await app.type('Price', '48');
    await app.press(KEY.enter);
    await app.says('Your link is ready');
    url = await app.run(`return document.querySelector('[data-testid="link-url"]').value`);
    assert.match(url, /^http:\/\/127\.0\.0\.1:\d+\//);
    await until('the QR code is drawn', () =>
      app.run(`return document.querySelector('img[alt^="QR code"]')?.naturalWidth > 0`),
    );
    await app.picture('link-ready');
  });

  test('opens the pay page in the browser, and no other page', async () => {
    await app.click('Open pay page');
    await until('the browser was asked', () => read(opened) === `${url}\n`);
    for (const refused of ['https://evil.example/', 'file:///etc/passwd', 'http://127.0.0.1:1/']) {
      const { error } = await app.invoke('open_url', { arguments: { url: refused } });
      assert.equal(error?.code, 'invalid_input', refused);
    }
    assert.equal(read(opened), `${url}\n`, 'nothing else was opened');
  });

  test('copies the address', async () => {
    await app.click('Copy address');
    await app.named('button', 'Copied');
    await app.goTo('payments');
    const search = await app.named('input', 'Search payments');
    await search.click();
    await app.press(KEY.control, 'v');
    assert.equal(await app.run('return document.activeElement.value'), url);
    await app.press(KEY.escape);
    await app.says('No payments yet');
    await app.picture('payments-empty');
  });

  test('shows a payment the moment it is made, without a reload', async () => {
    await app.run('window.notReloaded = true');
    const { status } = await pay(url);
    assert.equal(status, 200);
    // Who paid and for what comes with the checkout's event, which may follow the money's.
    const parts = [/48[.,]00/, /Succeeded/, /Ana Ruiz/, /Sourdough box/];
    await until('the row says that it is paid, by whom and for what', async () => {
      const [row] = await app.rows();
      return row?.status === 'succeeded' && parts.every((part) => part.test(row.text));
    });
    assert.equal(await app.run('return window.notReloaded'), true);
    await app.picture('payments-paid');

    const took = await until('the time to the row is measured', () =>
      app.run(`const times = performance.getEntriesByName('event-to-row').map((entry) => entry.duration);
        return times.length > 0 && times`),
    );
    console.log(`event to row: ${took.map((ms) => `${ms.toFixed(1)} ms`).join(', ')}`);
    assert.ok(Math.max(...took) < LONGEST_MS, `${took}`);
  });

  test('tells a payment from another that failed', async () => {
    await pay(url, { name: 'Tom Becker', card_number: '4000 0000 0000 0002' });
    await until('there is a row that failed', async () => {
      const rows = await app.rows();
      return rows.length === 2 && rows[0].status === 'failed' && /Failed/.test(rows[0].text);
    });
    await app.picture('payments-declined');
  });

  test('lets a place be chosen in a dialog of its own, and none be made up', async () => {
    for (const purpose of ['export', 'backup', 'diagnostics', 'backups']) {
      const before = dialogs();
      const answer = app.invoke('choose_place', { arguments: { purpose } });
      const [dialog] = await until(`the dialog for ${purpose} is open`, () => {
        const opened = dialogs().filter((it) => !before.includes(it));
        return opened.length > 0 && opened;
      });
      if (purpose === 'export') await app.picture('settings-choose');
      dismiss(dialog);
      assert.deepEqual(await answer, { answer: null }, 'nothing was chosen');
    }
    for (const place of [folder, '/', '']) {
      const { error } = await app.invoke('export_all', { arguments: { place } });
      assert.equal(error?.code, 'invalid_input', place);
    }
  });

  test('shows its own folder, and no other', async () => {
    writeFileSync(opened, '');
    await app.goTo('settings');
    await app.click('Data');
    await app.click('Show in folder');
    await until('the folder is shown', () => read(opened) !== '');
    assert.equal(read(opened), `${join(home, 'accounts/practice')}\n`);
    for (const refused of ['/', home, '../..']) {
      const { error } = await app.invoke('show_folder', { arguments: { folder: refused } });
      assert.equal(typeof error, 'string', refused);
    }
    assert.equal(read(opened), `${join(home, 'accounts/practice')}\n`);
    await app.picture('settings-data');
    await app.click('About');
    await app.says('WebKitGTK');
    await app.picture('settings-about');
  });

  test('answers each of its commands, and no other', async () => {
    const types = readFileSync(
      new URL('../../ui/src/lib/ipc/generated.ts', import.meta.url),
      'utf8',
    );
    const list = types.slice(types.indexOf('export type Commands'));
    const declared = [...list.matchAll(/^ {2}(\w+): \{ arguments:/gm)].map(([, name]) => name);
    assert.ok(declared.length >= 8, `${declared}`);
    const closed = /not allowed|not found|plugin/i;
    for (const name of [...declared, 'open_url', 'choose_place', 'show_folder', 'show_desktop']) {
      const { error } = await app.invoke(name);
      assert.doesNotMatch(typeof error === 'string' ? error : '', /not allowed|not found\b/i, name);
    }
    for (const name of [
      'erase_everything',
      'plugin:app|version',
      'plugin:event|emit',
      'plugin:dialog|open',
      'plugin:dialog|save',
      'plugin:path|resolve_directory',
      'plugin:webview|create_webview_window',
      'plugin:window|close',
      'plugin:window-state|filename',
    ]) {
      const { answer, error } = await app.invoke(name);
      assert.equal(answer, undefined, `${name} was answered`);
      assert.match(String(error), closed, name);
    }
  });

  test('runs nothing but its own page', async () => {
    assert.equal(await app.run('return typeof window.__TAURI__'), 'undefined');
    assert.equal(await app.run('return Object.isFrozen(Object.prototype)'), true);
    const tries = readFileSync(new URL('intrude.js', import.meta.url), 'utf8');
    const { 'our own calls': ours, ...others } = await app.run(tries, url);
    assert.equal(ours, false, 'our own calls are stopped');
    for (const [what, stopped] of Object.entries(others))
      assert.ok(stopped, `${what} is not stopped`);
  });

  test('goes nowhere else', async () => {
    const before = await app.run('return location.href');
    const windowsBefore = windows().length;
    await app.run('window.open(arguments[0]); location.href = arguments[0]', url);
    await app.run('location.href = "https://dashboard.stripe.com/"');
    await app.says('Payments');
    assert.equal(await app.run('return location.href'), before);
    assert.equal(windows().length, windowsBefore);
  });

  test('is one: a second start brings it to the front', async () => {
    app.minimize();
    await until('the window is out of sight', () => windows().length === 0);
    assert.equal(await startAgain(home), 0);
    await until('the window is back', () => windows().length === 1);
  });

  test('goes where a link leads, and nowhere by what is none', async () => {
    await app.goTo('payments');
    const id = await until('the payments are there', async () => (await app.rows())[0]?.id);
    const address = () => app.run('return location.hash');
    await app.goTo('links');
    for (const odd of [
      `countertop://payment/${id}/refund`,
      'countertop://settings/erase',
      '--odd',
    ]) {
      assert.equal(await startAgain(home, odd), 0);
    }
    assert.equal(await address(), '#/links');
    assert.equal(await startAgain(home, `countertop://payment/${id}`), 0);
    await until('the payment is shown', async () => (await address()) === `#/payments/${id}`);
  });

  test('takes on the theme and the size that are preferred', async () => {
    const width = () => app.run('return innerWidth');
    const isDark = () => app.run('return matchMedia("(prefers-color-scheme: dark)").matches');
    const prefer = async (change) => {
      const { error } = await app.invoke('change_preferences', { arguments: change });
      assert.equal(error, undefined);
    };
    const before = await width();
    await prefer({ zoom: 200, theme: 'dark' });
    await until('everything is twice as large', async () => (await width()) === before / 2);
    await until('the window is dark', isDark);
    await prefer({ zoom: 100, theme: 'light' });
    await until('everything has its size', async () => (await width()) === before);
    await until('the window is light', async () => !(await isDark()));
    await prefer({ theme: 'system' });
  });

  test('ends in order, and leaves a folder that only its owner can read', async () => {
    await app.close();
    app = undefined;
    assert.equal(statSync(home).mode & 0o077, 0);
    const { main } = JSON.parse(read(join(home, 'window.json')));
    assert.ok(main.width > 0 && main.height > 0);
  });
});

describe('the window after a restart, where the system has no language', { concurrency: 1 }, () => {
  let app;
  before(async () => {
    const noLanguage = { LANG: 'C.UTF-8', LC_ALL: 'C.UTF-8', GTK_THEME: 'Adwaita:dark' };
    app = await Countertop.start(home, { ...env, ...noLanguage });
  });
  after(() => app?.abandon());

  test('has a language, and finds its payments again', async () => {
    assert.equal(await app.run('return navigator.language'), 'en-US');
    await app.goTo('payments');
    const rows = await until('both rows are back', async () => {
      const rows = await app.rows();
      return rows.length === 2 && rows;
    });
    assert.deepEqual(
      rows.map(({ status }) => status),
      ['failed', 'succeeded'],
    );
    assert.match(rows[1].text, /€48\.00/);
    await app.picture('payments-dark');
  });

  test('says when another program has the ledger, and opens once it can', async () => {
    // Without a session bus the two do not hear of each other: the ledger's lock is the wall.
    const other = await Countertop.start(home, {
      ...env,
      DBUS_SESSION_BUS_ADDRESS: 'unix:path=/nowhere',
    });
    try {
      const sentence = await (await other.find('[role="alert"]')).text();
      assert.match(sentence, /another|in use|process/i);
      await other.picture('ledger-taken');
      await app.close();
      app = undefined;
      await other.click('Try again');
      await other.says('Receiving');
    } finally {
      await other.abandon();
    }
  });
});
