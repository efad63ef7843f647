// The packages that these tests use are the interface's own, so that one lock file names them all.

import { createRequire } from 'node:module';

const require = createRequire(new URL('../../ui/package.json', import.meta.url));

export const { chromium } = require('playwright-core');
export const axe = require('axe-core').source;
