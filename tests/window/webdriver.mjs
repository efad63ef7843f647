// A small WebDriver client: as much of the protocol as driving our own window takes.

import { spawn } from 'node:child_process';
import { createServer } from 'node:net';

import { until } from './until.mjs';

/** The protocol's name for the key that an element's id is sent under. */
const ELEMENT = 'element-6066-11e4-a52e-4f735466cecf';

/** Keys that are no characters, as the protocol writes them. */
export const KEY = { enter: '\uE007', escape: '\uE00C', control: '\uE009' };

/** A port that was free a moment ago. */
async function freePort() {
  const server = createServer();
  await new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', resolve);
  });
  const { port } = server.address();
  await new Promise((resolve) => server.close(resolve));
  return port;
}

async function answers(base) {
  const response = await fetch(`${base}/status`, { signal: AbortSignal.timeout(5_000) });
  return response.ok;
}

/** tauri-driver with the web view's own driver behind it. The window inherits `env`. */
export class Driver {
  #process;
  #base;

  /** Starts the drivers, and waits until they answer. */
  static async start({ driver, webDriver, env }) {
    const [port, nativePort] = [await freePort(), await freePort()];
    const words = ['--port', port, '--native-port', nativePort, '--native-driver', webDriver];
    const started = new Driver();
    started.#base = `http://127.0.0.1:${port}`;
    started.#process = spawn(driver, words.map(String), {
      env,
      stdio: ['ignore', 'inherit', 'inherit'],
    });
    const failed = new Promise((_, reject) => {
      started.#process.once('error', (error) =>
        reject(new Error(`${driver} cannot be started: ${error.message}`)),
      );
      started.#process.once('exit', (code) => reject(new Error(`${driver} ended with ${code}`)));
    });
    failed.catch(() => {});
    // The one behind first: tauri-driver complains aloud when it cannot reach it.
    const both = async () => {
      await until("the web view's driver answers", () => answers(`http://127.0.0.1:${nativePort}`));
      await until('tauri-driver answers', () => answers(started.#base));
    };
    await Promise.race([failed, both()]);
    return started;
  }

  /** Opens the program's window under the driver's control. */
  async open(application) {
    const capabilities = { alwaysMatch: { 'tauri:options': { application } } };
    const { sessionId } = await this.send('POST', '/session', { capabilities });
    return new Session(this, sessionId);
  }

  /** Sends one command of the protocol and gives back its value. */
  async send(method, path, body) {
    const response = await fetch(this.#base + path, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(60_000),
    });
    const { value } = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${value.error}: ${value.message}`);
    return value;
  }

  /** Ends the drivers. */
  async stop() {
    if (this.#process.exitCode !== null) return;
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    await gone;
  }
}

/** A window under control. */
export class Session {
  constructor(driver, id) {
    this.driver = driver;
    this.path = `/session/${id}`;
  }

  /** Runs the body of an async function in the page, with `arguments`, and gives back what it returns. */
  run(body, ...args) {
    const script = `return (async function () {${body}\n}).apply(null, arguments)`;
    return this.driver.send('POST', `${this.path}/execute/sync`, { script, args });
  }

  /** The element at a CSS selector; fails when there is none yet. */
  async find(selector) {
    const found = await this.driver.send('POST', `${this.path}/element`, {
      using: 'css selector',
      value: selector,
    });
    return new Element(this, found[ELEMENT]);
  }

  /** The element that a script gives back, such as one found by its role and name. */
  async pick(script, ...args) {
    const found = await this.run(script, ...args);
    return found ? new Element(this, found[ELEMENT]) : null;
  }

  /** Presses keys together and releases them, wherever the focus is. */
  async press(...keys) {
    const down = keys.map((value) => ({ type: 'keyDown', value }));
    const up = keys.toReversed().map((value) => ({ type: 'keyUp', value }));
    const actions = [{ type: 'key', id: 'keyboard', actions: [...down, ...up] }];
    await this.driver.send('POST', `${this.path}/actions`, { actions });
  }

  /** Closes the window, and with it the session. */
  async close() {
    await this.driver.send('DELETE', this.path);
  }
}

/** An element of the page. */
class Element {
  constructor(session, id) {
    this.driver = session.driver;
    this.path = `${session.path}/element/${id}`;
  }

  click() {
    return this.driver.send('POST', `${this.path}/click`, {});
  }

  type(text) {
    return this.driver.send('POST', `${this.path}/value`, { text });
  }

  text() {
    return this.driver.send('GET', `${this.path}/text`);
  }
}
