// Puts the app on the page.
import '@fontsource-variable/inter';
import { mount } from 'svelte';

import App from './App.svelte';
import type { Host } from './lib/host';
import './styles/tokens.css';
import './styles/base.css';

/** Mounts the app in `#app`, speaking to the given host. */
export function start(host: Host): void {
  const target = document.getElementById('app');
  if (target) mount(App, { target, props: { host } });
}
