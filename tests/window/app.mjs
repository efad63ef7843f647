// Countertop's real window, as a person meets it: things are found by what they are called.

import { execFileSync, spawn } from 'node:child_process';
import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';

import { until } from './until.mjs';
import { Driver } from './webdriver.mjs';

const ROOT = new URL('../..', import.meta.url).pathname;

/** The programs, as the caller names them or as a build leaves them. */
export const BINARY = process.env.COUNTERTOP_BINARY ?? join(ROOT, 'target/debug/countertop');
const TAURI_DRIVER = process.env.TAURI_DRIVER ?? join(ROOT, 'target/tools/bin/tauri-driver');
const WEBKIT_DRIVER = process.env.WEBKIT_DRIVER ?? '/usr/bin/WebKitWebDriver';
const SCREENS = process.env.COUNTERTOP_SCREENS ?? join(ROOT, 'target/screens');

/** Finds the visible element of a kind that is called `name`: by its label, or by what it says. */
const BY_NAME = `
  const [selector, name] = arguments;
  const said = (element) => element.getAttribute('aria-label')
    ?? element.labels?.[0]?.textContent ?? element.textContent;
  return [...document.querySelectorAll(selector)].find(
    (element) => said(element).trim() === name && element.checkVisibility()) ?? null;
`;

/** Calls a command as the page does, and gives back its answer or its error. */
const INVOKE = `
  const [name, args] = arguments;
  return window.__TAURI_INTERNALS__.invoke(name, args).then(
    (answer) => ({ answer: answer ?? null }), (error) => ({ error }));
`;

/** A window of Countertop under control. */
export class Countertop {
  #driver;
  #session;
  #window;

  /** Starts the app with `home` as its folder, and waits until its page stands. */
  static async start(home, env = {}) {
    const app = new Countertop();
    const environment = { ...process.env, ...env, COUNTERTOP_HOME: home };
    const others = windows();
    app.#driver = await Driver.start({
      driver: TAURI_DRIVER,
      webDriver: WEBKIT_DRIVER,
      env: environment,
    });
    try {
      app.#session = await app.#driver.open(BINARY);
      await until('the page has a heading', () =>
        app.run('return document.querySelector("h1, h2") !== null'),
      );
      app.#window = await until('the window is on the display', () =>
        windows().find((window) => !others.includes(window)),
      );
    } catch (error) {
      await app.#driver.stop();
      throw error;
    }
    return app;
  }

  run(script, ...args) {
    return this.#session.run(script, ...args);
  }

  invoke(name, args = {}) {
    return this.#session.run(INVOKE, name, args);
  }

  press(...keys) {
    return this.#session.press(...keys);
  }

  find(selector) {
    return this.#session.find(selector);
  }

  /** The button, link or field that is called so, as soon as there is one. */
  named(selector, name) {
    return until(`there is a ${selector} called '${name}'`, () =>
      this.#session.pick(BY_NAME, selector, name),
    );
  }

  async click(name) {
    await (await this.named('button, a', name)).click();
  }

  async type(field, text) {
    await (await this.named('input', field)).type(text);
  }

  /** Opens one of the screens by its link in the rail. */
  async goTo(screen) {
    await (await this.find(`nav a[href="#/${screen}"]`)).click();
  }

  /** Waits until the page says this somewhere. */
  says(text) {
    const said = () => this.run('return document.body.innerText.includes(arguments[0])', text);
    return until(`the page says '${text}'`, said);
  }

  /** The rows of the payments table, as they stand. */
  rows() {
    return this.run(`return [...document.querySelectorAll('[data-testid="payment-row"]')].map(
      (row) => ({ id: row.dataset.id, status: row.dataset.status, text: row.innerText }))`);
  }

  /** Takes a picture of what the display shows, once the page has been drawn. */
  async picture(name) {
    await this.run(
      'return new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))',
    );
    mkdirSync(SCREENS, { recursive: true });
    execFileSync('import', ['-window', 'root', join(SCREENS, `window-${name}.png`)]);
  }

  minimize() {
    xdotool('windowminimize', this.#window);
  }

  /** Closes the window as a person does, and waits until the program has ended in order. */
  async close() {
    const pid = xdotool('getwindowpid', this.#window);
    xdotool('windowactivate', '--sync', this.#window);
    xdotool('key', '--clearmodifiers', 'alt+F4');
    await until('the program has ended', () => !existsSync(`/proc/${pid}`));
    await this.#driver.stop();
  }

  /** Ends everything, in whatever state it is. */
  async abandon() {
    await this.#session?.close().catch(() => {});
    await this.#driver.stop();
  }
}

/** Our windows on the display. */
export function windows() {
  try {
    return xdotool('search', '--onlyvisible', '--name', '^Countertop$').split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

/** The dialogs for files and folders on the display, by what the program calls them. */
export function dialogs() {
  try {
    const titles = '^(Choose|Save) ';
    return xdotool('search', '--onlyvisible', '--name', titles).split('\n').filter(Boolean);
  } catch {
    return [];
  }
}

/** Leaves a dialog without choosing anything, as a person does. */
export function dismiss(dialog) {
  xdotool('windowactivate', '--sync', dialog);
  xdotool('key', '--clearmodifiers', 'Escape');
}

function xdotool(...words) {
  return execFileSync('xdotool', words, {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'ignore'],
  }).trim();
}

/** Starts a window manager, which closing and raising take; where one runs already, it leaves again. */
export function startWindowManager() {
  const manager = spawn('openbox', ['--sm-disable'], { stdio: 'ignore' });
  manager.once('error', () => {});
  return manager;
}

/** Starts the program without a driver, and gives back its exit code. */
export function startAgain(home, ...words) {
  const env = { ...process.env, COUNTERTOP_HOME: home };
  const child = spawn(BINARY, words, { env, stdio: 'inherit' });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', resolve);
  });
}
