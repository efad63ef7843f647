// The dev server with a fresh practice store behind it.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

/** The program: the one that the caller names, else built now. */
function program() {
  if (process.env.COUNTERTOP_DEVSERVER) return process.env.COUNTERTOP_DEVSERVER;
  const inRoot = { cwd: ROOT, stdio: ['ignore', 'pipe', 'inherit'], maxBuffer: 2 ** 26 };
  execFileSync('cargo', ['build', '--quiet', '--package', 'countertop-devserver'], inRoot);
  const metadata = execFileSync('cargo', ['metadata', '--no-deps', '--format-version=1'], inRoot);
  const ending = process.platform === 'win32' ? '.exe' : '';
  return join(JSON.parse(metadata).target_directory, 'debug', `countertop-devserver${ending}`);
}

/** A running server. `url` is the page's address with its token. */
export class Server {
  /**
   * Starts one on a folder of its own; `apiBase` is what stands for Stripe. With `keys: 'computer'` it
   * keeps keys as the window does: in the keychain of the session of `env`, else on a computer without one. `programs` is a folder in which
   * tunnels' programs are looked for. With `log`, what it logs is kept in `logged`.
   */
  static async start({ apiBase, keys = 'process', programs, log, env } = {}) {
    const server = new Server();
    server.home = mkdtempSync(join(tmpdir(), 'countertop-browser-'));
    server.words = ['--home', server.home, '--ui', join(ROOT, 'ui/dist'), '--keys', keys];
    if (apiBase) server.words.push('--api-base', apiBase);
    if (programs) server.words.push('--programs', programs);
    server.env = env;
    server.log = log;
    server.logged = '';
    await server.#run();
    return server;
  }

  /** Ends it in order, and starts it again on the same folder, at another address. */
  async restart() {
    await this.stop();
    await this.#run();
  }

  async #run() {
    this.process = spawn(program(), this.words, {
      stdio: ['ignore', 'pipe', this.log ? 'pipe' : 'inherit'],
      env: {
        ...quiet(),
        ...withoutKeychain(this.home),
        ...this.env,
        ...(this.log && { RUST_LOG: this.log }),
      },
    });
    this.process.stderr?.setEncoding('utf8').on('data', (text) => (this.logged += text));
    const [line] = await Promise.race([
      once(createInterface(this.process.stdout), 'line'),
      once(this.process, 'exit').then(([code]) => {
        throw new Error(`the dev server ended with ${code} before it was ready`);
      }),
    ]);
    this.url = JSON.parse(line).listening;
  }

  /** Calls a command as the page does; throws what it is refused with. */
  async call(command, given = null) {
    const { origin, searchParams } = new URL(this.url);
    const answer = await fetch(`${origin}/ipc/${command}`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        'x-countertop-token': searchParams.get('token'),
      },
      body: JSON.stringify(given),
    });
    const read = await answer.json();
    if (!answer.ok) throw Object.assign(new Error(`${command}: ${read.message}`), read);
    return read;
  }

  /** Ends it in order, and gives back its exit code. */
  async stop() {
    if (this.process.exitCode === null) {
      const gone = once(this.process, 'exit');
      this.process.kill('SIGTERM');
      await gone;
    }
    return this.process.exitCode;
  }

  /** Ends it and takes its folder away. */
  async remove() {
    await this.stop();
    rmSync(this.home, { recursive: true, force: true });
  }
}

/** A session bus that nobody answers on: where the keychain would be, on Linux. */
function withoutKeychain(home) {
  return { DBUS_SESSION_BUS_ADDRESS: `unix:path=${join(home, 'no-bus')}` };
}

/** What goes wrong is shown; what goes well is not. The program is where the browser is. */
function quiet() {
  return { RUST_LOG: 'warn', ...process.env, TZ: 'Europe/Berlin' };
}
