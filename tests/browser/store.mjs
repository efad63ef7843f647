// A practice store of its own, as `countertop-cli sandbox` runs it, and calls of its API.

import assert from 'node:assert/strict';
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The program: the one that the caller names, else built now. */
export function program() {
  if (process.env.COUNTERTOP_CLI) return process.env.COUNTERTOP_CLI;
  const inRoot = { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 };
  execFileSync('cargo', ['build', '--quiet', '--package', 'countertop-cli'], inRoot);
  const metadata = execFileSync('cargo', ['metadata', '--no-deps', '--format-version=1'], inRoot);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return join(JSON.parse(metadata).target_directory, 'debug', `countertop-cli${ending}`);
}

/** Parameters as Stripe's API takes them: `a[b][0]=c`. */
function* pairs(value, name = '') {
  if (value === null || typeof value !== 'object') {
    yield [name, String(value ?? '')];
    return;
  }
  for (const [key, inner] of Object.entries(value)) {
    yield* pairs(inner, name ? `${name}[${key}]` : key);
  }
}

/** A running practice store. `url` is its address without a path. */
export class Store {
  /** Starts one that has had so many payments. */
  static async start({ payments = 0 } = {}) {
    const store = new Store();
    store.home = mkdtempSync(join(tmpdir(), 'countertop-pay-'));
    const words = ['--data-dir', store.home, 'sandbox', '--listen', '127.0.0.1:0', '--seed', '7'];
    words.push('--payments', String(payments));
    store.process = spawn(program(), words, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { RUST_LOG: 'warn', ...process.env },
    });
    const [line] = await Promise.race([
      once(createInterface(store.process.stdout), 'line'),
      once(store.process, 'exit').then(([code]) => {
        throw new Error(`the practice store ended with ${code} before it was ready`);
      }),
    ]);
    const { listening, api_key: key } = JSON.parse(line);
    Object.assign(store, { url: listening, key });
    return store;
  }

  /** A call of the API, which has to succeed. */
  async call(method, path, given = {}) {
    const body = new URLSearchParams([...pairs(given)]);
    const query = method === 'GET' && body.size > 0 ? `?${body}` : '';
    const answer = await fetch(`${this.url}/v1/${path}${query}`, {
      method,
      headers: { authorization: `Bearer ${this.key}` },
      ...(method === 'POST' && { body }),
    });
    const read = await answer.json();
    assert.ok(answer.ok, `${method} ${path}: ${JSON.stringify(read.error)}`);
    return read;
  }

  get(path, given) {
    return this.call('GET', path, given);
  }

  post(path, given) {
    return this.call('POST', path, given);
  }

  /** A call of the control door, which has to succeed. */
  async practise(path, given = {}) {
    const answer = await fetch(`${this.url}/_practice/${path}`, {
      method: 'POST',
      body: JSON.stringify(given),
    });
    const read = await answer.json();
    assert.ok(answer.ok, `${path}: ${JSON.stringify(read)}`);
    return read;
  }

  /** A link that sells one thing, with whatever else it is to have. */
  link({
    name = 'Birthday cake, 24 cm',
    amount = 8650,
    currency = 'eur',
    item = {},
    ...rest
  } = {}) {
    const price_data = { currency, unit_amount: amount, product_data: { name } };
    const line_items = [{ price_data, quantity: 1, ...item }];
    return this.post('payment_links', { line_items, ...rest });
  }

  async stop() {
    if (this.process.exitCode === null) {
      const gone = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      await gone;
    }
    rmSync(this.home, { recursive: true, force: true });
  }
}
