// A practice store in a process of its own, its control door and its API.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../..', import.meta.url));
/** How long a condition may take to come true. */
const DEADLINE_S = 15;

const IN_ROOT = { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 };
const ON_WINDOWS = process.platform === 'win32';

/** Cargo's target folder. */
function target() {
  const metadata = execFileSync('cargo', ['metadata', '--no-deps', '--format-version=1'], IN_ROOT);
  return JSON.parse(metadata).target_directory;
}

/** The program: the one that the caller names, else built now. */
function program() {
  if (process.env.COUNTERTOP_CLI) return process.env.COUNTERTOP_CLI;
  execFileSync('cargo', ['build', '--quiet', '--package', 'countertop-cli'], IN_ROOT);
  return join(target(), 'debug', ON_WINDOWS ? 'countertop-cli.exe' : 'countertop-cli');
}

/** The Python that has Stripe's package: the one that the caller names, else what was set up. */
export function python() {
  if (process.env.COUNTERTOP_PYTHON) return process.env.COUNTERTOP_PYTHON;
  return join(target(), 'sdk-python', ON_WINDOWS ? 'Scripts/python.exe' : 'bin/python');
}

/** A running store. `url` and `key` are what its clients need; `home` is a folder of the test's. */
export class Practice {
  static async open() {
    const store = new Practice();
    store.home = mkdtempSync(join(tmpdir(), 'countertop-cli-'));
    store.program = program();
    await store.start();
    return store;
  }

  /** Starts it, on what its folder holds. */
  async start() {
    const folder = join(this.home, 'store');
    const words = ['--data-dir', folder, 'sandbox', '--listen', '127.0.0.1:0', '--seed', '1'];
    this.process = spawn(this.program, words, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: { ...process.env, COUNTERTOP_LOG: 'warn' },
    });
    const [line] = await Promise.race([
      once(createInterface(this.process.stdout), 'line'),
      once(this.process, 'exit').then(([code]) => {
        throw new Error(`the practice store ended with ${code} before it was ready`);
      }),
    ]);
    const ready = JSON.parse(line);
    this.url = ready.listening;
    this.key = ready.api_key;
  }

  async stop() {
    if (this.process.exitCode !== null) return;
    const gone = once(this.process, 'exit');
    this.process.kill('SIGTERM');
    await gone;
  }

  /** Ends it and takes its folder away. */
  async remove() {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
  }

  /** A call of the API. `given` is a form, in Stripe's way of writing nested fields. */
  async api(method, path, given = {}) {
    const form = new URLSearchParams(given);
    const inQuery = method === 'GET' && form.size > 0;
    const answer = await fetch(`${this.url}${path}${inQuery ? `?${form}` : ''}`, {
      method,
      headers: { Authorization: `Bearer ${this.key}` },
      body: method === 'POST' ? form : undefined,
    });
    return answer.json();
  }

  /** A call of the control door. */
  async door(path, given) {
    const answer = await fetch(`${this.url}/_practice/${path}`, {
      method: 'POST',
      body: JSON.stringify(given),
    });
    if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
    return answer.json();
  }

  /** The newest event of a type; nothing when there is none. */
  async newest(type) {
    return (await this.api('GET', '/v1/events', { type, limit: 1 })).data[0];
  }
}

/** Waits until a condition gives something, or fails after the deadline. */
export async function eventually(what, condition, seconds = DEADLINE_S) {
  const end = Date.now() + seconds * 1000;
  for (;;) {
    const found = await condition();
    if (found) return found;
    if (Date.now() > end) throw new Error(`${what} did not happen`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}
