// DEVELOPMENT ONLY, never part of the shipped page: the same app over an invented shop, to look at
// screens and states without the program behind them. `?scene=` chooses what the shop is like.
import { mount } from 'svelte';

import { speakAsWanted } from '../src/lib/text/language';
import type { Scene } from './demo-host';

const params = new URLSearchParams(location.search);
const theme = params.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;

await speakAsWanted();
const { start } = await import('../src/start');
const { demoHost } = await import('./demo-host');
const { default: DemoPanel } = await import('./DemoPanel.svelte');
const host = demoHost((params.get('scene') ?? 'busy') as Scene);
const target = document.getElementById('app');
if (params.has('panel') && target) mount(DemoPanel, { target, props: { host } });
else start(host);
