// A desktop session without a display: a bus of its own, and a real gnome-keyring on it.

import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { createInterface } from 'node:readline';

const PROGRAMS = ['dbus-daemon', 'dbus-send', 'gnome-keyring-daemon'];
const DEADLINE_MS = 20_000;

/** Whether there can be one: its programs are installed. */
export function hasDesktop() {
  const folders = (process.env.PATH ?? '').split(delimiter);
  const missing = PROGRAMS.filter((name) => !folders.some((it) => existsSync(join(it, name))));
  if (missing.length > 0 && process.env.COUNTERTOP_TEST_EVERYTHING) {
    throw new Error(`${missing.join(', ')} is missing: \`cargo xtask setup tests\` installs it`);
  }
  return missing.length === 0;
}

/** A session. `env` is what its programs know of it; `home` holds the keyring's files. */
export class Desktop {
  static async start() {
    const desktop = new Desktop();
    desktop.home = mkdtempSync(join(tmpdir(), 'countertop-desktop-'));
    const folder = (name) => {
      mkdirSync(join(desktop.home, name));
      chmodSync(join(desktop.home, name), 0o700);
      return join(desktop.home, name);
    };
    desktop.env = {
      PATH: process.env.PATH,
      HOME: desktop.home,
      XDG_DATA_HOME: folder('data'),
      XDG_CONFIG_HOME: folder('config'),
      XDG_RUNTIME_DIR: folder('run'),
    };
    const words = ['--session', '--nofork', '--print-address=1'];
    desktop.bus = spawn('dbus-daemon', words, {
      env: desktop.env,
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    const [address] = await once(createInterface(desktop.bus.stdout), 'line');
    desktop.env.DBUS_SESSION_BUS_ADDRESS = address;
    return desktop;
  }

  /** Logs in: the keyring runs anew, and is unlocked where the password is its own. */
  async logIn(password) {
    await this.#end(this.keyring);
    const words = ['--unlock', '--foreground', '--components=secrets'];
    this.keyring = spawn('gnome-keyring-daemon', words, {
      env: this.env,
      stdio: ['pipe', 'ignore', 'ignore'],
    });
    this.keyring.stdin.end(`${password}\n`);
    const end = Date.now() + DEADLINE_MS;
    while (!this.#isThere()) {
      if (Date.now() > end) throw new Error('the keyring does not come onto its bus');
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  #isThere() {
    const call = 'org.freedesktop.DBus.GetConnectionUnixProcessID';
    const bus = ['--session', '--print-reply', '--dest=org.freedesktop.DBus'];
    const words = [...bus, '/org/freedesktop/DBus', call, 'string:org.freedesktop.secrets'];
    try {
      const said = execFileSync('dbus-send', words, { env: this.env, stdio: 'pipe' });
      return String(said).includes(`uint32 ${this.keyring.pid}`);
    } catch {
      return false;
    }
  }

  async #end(process) {
    if (!process || process.exitCode !== null || process.signalCode !== null) return;
    const gone = once(process, 'exit');
    process.kill('SIGTERM');
    await gone;
  }

  async stop() {
    await this.#end(this.keyring);
    await this.#end(this.bus);
    rmSync(this.home, { recursive: true, force: true });
  }
}
