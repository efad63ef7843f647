// The browser of these tests: the one that is installed.

import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';

import { chromium } from './packages.mjs';

const BROWSERS = ['chromium', 'google-chrome', 'google-chrome-stable'];

const ARGUMENTS = [
  '--headless=new',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

function browserPath() {
  const folders = (process.env.PATH ?? '').split(':');
  const paths = BROWSERS.flatMap((name) => folders.map((folder) => `${folder}/${name}`));
  const found = process.env.CHROMIUM ?? paths.find((path) => existsSync(path));
  assert.ok(found, `none of ${BROWSERS.join(', ')} is on the PATH`);
  return found;
}

/** A browser without a window. */
export function launch() {
  return chromium.launch({ executablePath: browserPath(), args: ARGUMENTS });
}
