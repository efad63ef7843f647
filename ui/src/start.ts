// Puts the app on the page.
import '@fontsource-variable/inter';
import { mount } from 'svelte';

import App from './App.svelte';
import type { Host } from './lib/host';
import type { Preferences } from './lib/ipc/generated';
import './styles/tokens.css';
import './styles/base.css';

/** Mounts the app in `#app`, speaking to the given host, as it is preferred there. */
export function start(host: Host, preferences: Preferences): void {
  const target = document.getElementById('app');
  if (target) mount(App, { target, props: { host, preferences } });
}
