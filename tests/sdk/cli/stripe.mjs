// The genuine Stripe CLI, with a home of its own and nothing told to anybody.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

import { eventually } from './practice.mjs';

const require = createRequire(import.meta.url);

/**
 * The program itself: the start-up script of the package `@stripe/cli` would not pass on a signal. On a
 * system whose package the lock file does not pin, `STRIPE_CLI` names it.
 */
function program() {
  if (process.env.STRIPE_CLI) return process.env.STRIPE_CLI;
  const own = require.resolve('@stripe/cli-linux-x64/package.json');
  return join(dirname(own), 'bin', 'stripe');
}

function start(store, words) {
  const known = ['--api-base', store.url, '--api-key', store.key, '--color', 'off'];
  const child = spawn(program(), [...words, ...known], {
    cwd: store.home,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env.PATH,
      HOME: store.home,
      USERPROFILE: store.home,
      XDG_CONFIG_HOME: join(store.home, 'config'),
      STRIPE_CLI_TELEMETRY_OPTOUT: 'true',
    },
  });
  const run = { child, out: '', errors: '' };
  child.stdout.on('data', (data) => (run.out += data));
  child.stderr.on('data', (data) => (run.errors += data));
  return run;
}

/** Runs a command to its end: its exit code, what it printed, and what it complained of. */
export async function stripe(store, ...words) {
  const run = start(store, words);
  const [code] = await once(run.child, 'close');
  return { code, out: run.out, errors: run.errors };
}

/** Runs a command that prints JSON, and gives that. */
export async function json(store, ...words) {
  const run = await stripe(store, ...words);
  try {
    return JSON.parse(run.out);
  } catch {
    throw new Error(`stripe ${words.join(' ')} printed no JSON: ${run.out}${run.errors}`);
  }
}

/** `stripe listen`, once it is ready. `secret` is the one that it prints. */
export class Listener {
  static async open(store, ...words) {
    const listener = new Listener();
    listener.run = start(store, ['listen', '--skip-update', '--no-wss', ...words]);
    const ready = await eventually('stripe listen is ready', () => {
      if (listener.run.child.exitCode !== null) {
        throw new Error(`stripe listen ended: ${listener.said}`);
      }
      return /Ready!.*signing secret is (\S+)/.exec(listener.said);
    });
    listener.secret = ready[1];
    return listener;
  }

  /** All that it has printed. */
  get said() {
    return this.run.out + this.run.errors;
  }

  async close() {
    if (this.run.child.exitCode !== null) return;
    const gone = once(this.run.child, 'close');
    this.run.child.kill('SIGINT');
    await gone;
  }
}
