// How the page is built: static files, nothing inline, so that a strict content security policy holds.
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

import { texts } from './texts/plugin.ts';

/** What the page may load; the shell and the development server send the same. */
const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self' ws:",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-src 'none'",
  "object-src 'none'",
].join('; ');

export default defineConfig(({ mode }) => ({
  plugins: [svelte(), texts()],
  resolve: mode === 'test' ? { conditions: ['browser'] } : {},
  server: { host: '127.0.0.1', port: 5173, strictPort: true },
  preview: {
    host: '127.0.0.1',
    port: 4173,
    strictPort: true,
    headers: { 'Content-Security-Policy': CONTENT_SECURITY_POLICY },
  },
  build: {
    target: ['chrome111', 'safari16.4'],
    assetsInlineLimit: 0,
    // One stylesheet that the page itself names: what is drawn first has its looks already.
    cssCodeSplit: false,
    modulePreload: { polyfill: false },
    reportCompressedSize: false,
    // Read from the disk beside it, not over a network.
    chunkSizeWarningLimit: 1_000,
    // The demo shop in dev/ is another page of its own and never part of the shipped one.
    ...(mode === 'demo'
      ? {
          outDir: '../target/ui-demo',
          emptyOutDir: true,
          rolldownOptions: { input: 'dev/index.html' },
        }
      : {}),
  },
  test: {
    include: ['src/**/*.test.ts'],
    environment: 'node',
    setupFiles: ['src/lib/text/in-tests.ts'],
  },
}));
