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
  /** Starts one on a folder of its own; `apiBase` is what stands for Stripe. */
  static async start({ apiBase } = {}) {
    const server = new Server();
    server.home = mkdtempSync(join(tmpdir(), 'countertop-browser-'));
    const words = ['--home', server.home, '--ui', join(ROOT, 'ui/dist')];
    if (apiBase) words.push('--api-base', apiBase);
    server.process = spawn(program(), words, {
      stdio: ['ignore', 'pipe', 'inherit'],
      env: quiet(),
    });
    const [line] = await Promise.race([
      once(createInterface(server.process.stdout), 'line'),
      once(server.process, 'exit').then(([code]) => {
        throw new Error(`the dev server ended with ${code} before it was ready`);
      }),
    ]);
    server.url = JSON.parse(line).listening;
    return server;
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

/** What goes wrong is shown; what goes well is not. */
function quiet() {
  return { RUST_LOG: 'warn', ...process.env };
}
