// DEVELOPMENT ONLY, never part of the shipped page: the same app over an invented shop, to look at
// screens and states without the program behind them. `?scene=` chooses what the shop is like.
import { mount } from 'svelte';

import { wear } from '../src/lib/look/look';
import { speakAsWanted } from '../src/lib/text/language';
import type { Scene } from './demo-host';
import { PREFERENCES } from './demo-preferences';

const params = new URLSearchParams(location.search);
wear(PREFERENCES, {});
await speakAsWanted(PREFERENCES.language);
const { start } = await import('../src/start');
const { demoHost } = await import('./demo-host');
const { default: DemoPanel } = await import('./DemoPanel.svelte');
const host = demoHost((params.get('scene') ?? 'busy') as Scene);
const target = document.getElementById('app');
if (params.has('panel') && target) mount(DemoPanel, { target, props: { host } });
else start(host, PREFERENCES);
