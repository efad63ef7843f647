import { expect, test } from 'vitest';

import type { WayChoice } from '../../lib/ipc/generated';
import { choice, typed } from './choosing.svelte';

test.each<WayChoice>([
  { way: 'catch_up_only' },
  { way: 'cloudflared_named', url: 'https://shop.example/', name: null },
  { way: 'ngrok', url: null },
  {
    way: 'ssh',
    url: 'https://shop.example/',
    destination: 'me@shop.example',
    port: 2222,
    identity: null,
    farPort: null,
  },
])('what was chosen can be changed: $way', (made) => {
  expect(choice(made.way, typed(made))).toEqual(made);
});
