// Secrets that are planted and looked for everywhere: an account is connected on a computer without a
// keychain, tunnels are opened, things fail, everything is written out, and no file, log line or argument
// holds a key, a token, a passphrase or a webhook secret. This needs no browser.

import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { fileURLToPath } from 'node:url';

import { Desktop, hasDesktop } from './desktop.mjs';
import { Onlooker, Search, environment, forms } from './sentinels.mjs';
import { Server } from './server.mjs';
import { Store, program as cli } from './store.mjs';

const PASSPHRASE = 'planted Horse 7 & battery/staple';
/** That of the desktop, by which its keyring is encrypted. */
const PASSWORD = 'planted login password';
const WRONG = 'planted Wrong passphrase 9';
const TOKEN = 'eyJhIjoicGxhbnRlZC10dW5uZWwtdG9rZW4ifQ';
const OTHER_TOKEN = '2planted0ngrok0token_9fGh7Kq';
const WRONG_KEY = 'rk_test_51PlantedKeyThatNobodyHas0000';
/** All that our own crates say. */
const LOUD = 'info,countertop=trace';
const DEADLINE_MS = 60_000;

const GENUINE =
  process.env.STRIPE_CLI ??
  fileURLToPath(
    new URL('../sdk/cli/node_modules/@stripe/cli-linux-x64/bin/stripe', import.meta.url),
  );

/** Programs that stand in for those that cannot be had: each notes its start and stays. */
const STAND_INS = {
  cloudflared: `echo "INF Registered tunnel connection connIndex=0" >&2`,
  ngrok: `echo 't=1 lvl=info msg="started tunnel" obj=tunnels addr=http://127.0.0.1:1 url=https://planted.ngrok-free.dev'`,
};

function installed() {
  const isComplete = existsSync(GENUINE) || !process.env.COUNTERTOP_TEST_EVERYTHING;
  assert.ok(isComplete, `${GENUINE} is missing: \`cargo xtask setup tests\` installs it`);
  const folder = mkdtempSync(join(tmpdir(), 'countertop-programs-'));
  for (const [name, says] of Object.entries(STAND_INS)) {
    const path = join(folder, name);
    writeFileSync(
      path,
      `#!/bin/sh\necho $$ >> "${folder}/${name}.pids"\n${says}\nexec sleep 600\n`,
    );
    chmodSync(path, 0o755);
  }
  for (const tool of ['sleep', 'sh']) symlinkSync(`/bin/${tool}`, join(folder, tool));
  if (existsSync(GENUINE)) symlinkSync(GENUINE, join(folder, 'stripe'));
  return folder;
}

/** Waits until something holds. */
async function until(what, holds) {
  const end = Date.now() + DEADLINE_MS;
  for (;;) {
    const found = await holds();
    if (found) return found;
    assert.ok(Date.now() < end, `not within a minute: ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

/** A link that sells one new thing in euro. */
function oneItem(name, unit_amount, submission) {
  const price_data = { currency: 'eur', unit_amount, product_data: { name } };
  return { terms: { line_items: [{ price_data, quantity: 1 }] }, submission };
}

/** Runs the terminal's program; gives back all that it says. */
function run(words, env = {}) {
  return new Promise((resolve) => {
    const options = { env: { PATH: process.env.PATH, HOME: tmpdir(), RUST_LOG: LOUD, ...env } };
    execFile(cli(), words, { ...options, maxBuffer: 2 ** 28 }, (error, stdout, stderr) =>
      resolve({ code: error?.code ?? 0, said: `${stdout}${stderr}` }),
    );
  });
}

/** Every secret that the practice store signs with, as its own files have them. */
function webhookSecrets(folder) {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true });
  const texts = files
    .filter((it) => it.isFile())
    .map((it) => readFileSync(join(it.parentPath ?? it.path, it.name), 'latin1'));
  return new Set(texts.flatMap((text) => text.match(/whsec_[A-Za-z0-9]{16,}/g) ?? []));
}

test('a secret is found in whatever form it stands', () => {
  const search = new Search({ it: PASSPHRASE });
  for (const [form, bytes] of Object.entries(forms(PASSPHRASE))) {
    assert.ok(bytes.length > 20, form);
    assert.ok(search.in(Buffer.concat([Buffer.from('a'), bytes, Buffer.from('b')])).length > 0);
  }
  for (const before of ['', 'x', 'xy', 'xyz']) {
    const inside = Buffer.from(`${before}${PASSPHRASE}z`).toString('base64');
    assert.ok(search.in(Buffer.from(inside)).length > 0, `base64 after ${before.length} bytes`);
  }
  assert.deepEqual(search.in(Buffer.from('planted Horse 7')), []);
});

/** What each place asks before the first key is kept, and after a restart. */
const PLACES = {
  keychain: {
    async reopen({ server, desktop, account }) {
      const { problem } = await server.call('app_state');
      assert.equal(problem.details.keychain, 'locked', problem.message);
      await desktop.logIn(PASSWORD);
      return server.call('switch_account', { account });
    },
  },
  file: {
    async choose({ server, refused }) {
      const place = 'file';
      await refused('choose_keys_place', { place, passphrase: PASSPHRASE, repeated: WRONG });
      const twice = { passphrase: PASSPHRASE, repeated: PASSPHRASE };
      await server.call('choose_keys_place', { place, ...twice });
    },
    async reopen({ server, refused }) {
      assert.equal((await server.call('app_state')).problem.code, 'keys_locked');
      await refused('unlock_keys', { passphrase: WRONG });
      return server.call('unlock_keys', { passphrase: PASSPHRASE });
    },
  },
  memory: {
    async choose({ server }) {
      await server.call('choose_keys_place', { place: 'memory' });
    },
    async reopen({ server, checked, key }) {
      assert.equal((await server.call('app_state')).problem.code, 'key_needed');
      return server.call('replace_key', { check: await checked(key) });
    },
  },
};

for (const [place, { choose: choosePlace, reopen }] of Object.entries(PLACES)) {
  const isKeychain = place === 'keychain';
  const skip = process.platform !== 'linux' || (isKeychain && !hasDesktop());
  describe(`keys kept in ${place}`, { skip }, () => {
    let stripe;
    let server;
    let desktop;
    let programs;
    let onlooker;
    let account;
    before(async () => {
      programs = installed();
      stripe = await Store.start();
      onlooker = new Onlooker();
      if (isKeychain) {
        desktop = await Desktop.start();
        await desktop.logIn(PASSWORD);
      }
      const apiBase = stripe.url;
      const env = desktop?.env;
      server = await Server.start({ apiBase, keys: 'computer', programs, log: LOUD, env });
    });
    after(async () => {
      onlooker?.stop();
      await server?.remove();
      await stripe?.stop();
      await desktop?.stop();
      rmSync(programs, { recursive: true, force: true });
    });

    const refused = (command, given) =>
      server.call(command, given).then(
        () => assert.fail(`${command} succeeded`),
        (error) => error,
      );
    const checked = async (key) => (await server.call('check_key', { key })).check;
    const choose = (choice, token = null) => server.call('choose_way', { choice, token });
    const up = () =>
      until('the way is up', async () => {
        const { line } = await server.call('show_connection');
        return line.tunnel.status === 'up' && line;
      });
    const pids = (name) =>
      readFileSync(join(programs, `${name}.pids`), 'utf8')
        .trim()
        .split('\n');

    test('an account is connected once a place is chosen', async () => {
      await refused('check_key', { key: WRONG_KEY });
      await refused('check_key', WRONG_KEY);
      const check = await checked(stripe.key);
      const add = { check, confirmation: 'test' };
      if (!isKeychain) {
        assert.equal((await refused('add_account', add)).code, 'keys_place_needed');
        await choosePlace({ server, refused });
      }
      account = (await server.call('add_account', add)).account.id;
    });

    test('its programs get their secrets by the environment alone', async () => {
      const named = { way: 'cloudflared_named', url: 'https://planted.example.com', name: null };
      await choose(named, TOKEN);
      await until('our endpoint is registered', async () => {
        const { line } = await server.call('show_connection');
        return line.endpoint.status === 'at_work';
      });
      const given = environment(pids('cloudflared').at(-1));
      assert.ok(given.includes(TOKEN) && !given.includes(stripe.key));
      await choose({ way: 'ngrok', url: null }, OTHER_TOKEN);
      await until('ngrok is started', () => existsSync(join(programs, 'ngrok.pids')));
      if (existsSync(GENUINE)) {
        await choose({ way: 'stripe_cli' });
        await up();
        const link = await server.call('create_link', oneItem('Bread', 480, 'planted'));
        await stripe.practise('pay', { payment_link: link.id, card: '4242424242424242' });
        await until('the payment is here', async () => {
          const { rows } = await server.call('list_payments', {});
          return rows.some((row) => row.status === 'succeeded');
        });
      }
      await choose(named, TOKEN);
      await up();
      await server.call('renew_webhook_secret');
    });

    test('what fails tells of no secret', async () => {
      const without = { permissions: { account: 'read', events: 'read', charges: 'read' } };
      const { key } = await stripe.practise('keys', without);
      await server.call('replace_key', { check: await checked(key) });
      const link = oneItem('Roll', 120, 'roll');
      assert.equal((await refused('create_link', link)).code, 'stripe_refused');
      await server.call('replace_key', { check: await checked(stripe.key) });
      await stripe.practise('faults', { api_500: 1 });
      await refused('check_kept_key');
      await stripe.practise('faults', {});
      assert.equal((await refused('unlock_keys', { passphrase: WRONG })).code, 'invalid_input');
      for (const misshapen of [WRONG, [WRONG], { passphrase: [WRONG] }, { [WRONG]: 1 }]) {
        const { message } = await refused('unlock_keys', misshapen);
        assert.ok(!message.includes('planted'), message);
      }
    });

    test('a restart asks for what is not kept in clear', async () => {
      await server.stop();
      await desktop?.logIn(WRONG);
      await server.restart();
      assert.ok(!environment(server.process.pid).includes(stripe.key));
      const given = { server, desktop, account, refused, checked, key: stripe.key };
      assert.equal((await reopen(given)).problem, null);
      if (place === 'memory') return;
      await up();
      assert.ok(environment(pids('cloudflared').at(-1)).includes(TOKEN), 'the token was kept');
    });

    test('nothing that was written or seen holds a secret', async () => {
      const secrets = webhookSecrets(stripe.home);
      assert.ok(secrets.size > 0, 'the practice store signs with something');
      await stripe.stop();
      await server.call('catch_up', { from: null });
      await until('catching up fails', async () => {
        const { completeness } = await server.call('show_connection');
        return completeness.doing.status === 'failing';
      });
      await refused('check_kept_key');
      await server.stop();
      const out = join(server.home, 'out');
      mkdirSync(out);
      const words = ['--data-dir', server.home, '--account', account.replace('-', ':')];
      for (const asked of [
        ['db', 'backup', '--out', join(out, 'backup.sqlite')],
        ['db', 'export', '--out', join(out, 'export')],
        ['diagnostics', '--out', join(out, 'diagnostics.zip')],
        ['diagnostics'],
        ['doctor', '--json'],
      ]) {
        const { said } = await run([...words, ...asked]);
        server.logged += said;
      }
      assert.ok(existsSync(join(out, 'backup.sqlite')), server.logged.slice(-2000));
      assert.ok(existsSync(join(out, 'export')) && existsSync(join(out, 'diagnostics.zip')));

      const search = new Search({
        key: stripe.key,
        token: TOKEN,
        'other token': OTHER_TOKEN,
        passphrase: PASSPHRASE,
        'password of the desktop': PASSWORD,
        'wrong passphrase': WRONG,
        'wrong key': WRONG_KEY,
        ...Object.fromEntries([...secrets].map((it, at) => [`webhook secret ${at}`, it])),
      });
      const { found, count } = search.below(server.home);
      if (desktop) found.push(...search.below(desktop.home).found);
      assert.ok(count > 10, `${count} files`);
      assert.match(server.logged, /TRACE countertop|DEBUG countertop/, 'it was loud');
      const seen = onlooker.stop();
      assert.ok(seen.includes('cloudflared') && seen.includes('db\0export'), 'it was looked at');
      assert.deepEqual(
        { files: found, log: search.in(Buffer.from(server.logged)), arguments: search.in(seen) },
        { files: [], log: [], arguments: [] },
      );
      assert.doesNotMatch(server.logged, /whsec_[A-Za-z0-9]{8,}|[sr]k_test_[A-Za-z0-9]{12,}/);
    });
  });
}

describe('the key of the terminal', { skip: process.platform !== 'linux' }, () => {
  let stripe;
  let folder;
  before(async () => {
    stripe = await Store.start();
    folder = mkdtempSync(join(tmpdir(), 'countertop-planted-'));
  });
  after(async () => {
    await stripe?.stop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('is refused as an argument, and comes by a file or the environment', async () => {
    const search = new Search({ key: stripe.key });
    const data = join(folder, 'ledger');
    for (const words of [
      ['--api-key', stripe.key, 'backfill'],
      [`--api-key=${stripe.key}`, 'backfill'],
      ['backfill', '--api-key', stripe.key],
    ]) {
      const { code, said } = await run(['--data-dir', data, ...words]);
      assert.equal(code, 2, said);
      assert.deepEqual(search.in(Buffer.from(said)), [], said);
    }
    const file = join(folder, 'key');
    writeFileSync(file, `${stripe.key}\n`, { mode: 0o600 });
    const onlooker = new Onlooker();
    const base = { COUNTERTOP_API_BASE: stripe.url };
    let log = '';
    for (const [words, env] of [
      [['--api-key-file', file, 'backfill'], base],
      [['backfill'], { ...base, COUNTERTOP_API_KEY: stripe.key }],
      [['--api-key-file', file, 'doctor', '--json'], base],
      [['--api-key-file', file, 'backfill'], { COUNTERTOP_API_BASE: 'http://127.0.0.1:9' }],
    ]) {
      log += (await run(['--data-dir', data, ...words], env)).said;
    }
    assert.match(log, /"complete_through"/);
    assert.deepEqual(search.in(Buffer.from(log)), []);
    assert.deepEqual(search.in(onlooker.stop()), []);
    const { found, count } = search.below(data);
    assert.deepEqual(found, []);
    assert.ok(count > 0);
  });
});
