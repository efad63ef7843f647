import js from '@eslint/js';
import svelte from 'eslint-plugin-svelte';
import globals from 'globals';
import ts from 'typescript-eslint';

import svelteConfig from './svelte.config.js';
import noRawText from './texts/no-raw-text.js';

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/lib/ipc/generated.ts', 'src/lib/text/generated.ts'] },
  js.configs.recommended,
  ...ts.configs.strict,
  ...svelte.configs.recommended,
  ...svelte.configs.prettier,
  {
    languageOptions: { globals: globals.browser },
    rules: {
      'no-undef': 'off',
      'no-console': 'error',
      eqeqeq: 'error',
    },
  },
  {
    files: ['**/*.svelte', '**/*.svelte.ts'],
    languageOptions: { parserOptions: { parser: ts.parser, svelteConfig } },
    rules: {
      // Text from Stripe is text.
      'svelte/no-at-html-tags': 'error',
      // `style=` in markup is refused by the content security policy.
      'svelte/no-inline-styles': ['error', { allowTransitions: false }],
      'svelte/button-has-type': 'error',
      // Sets and maps here are either local to a function or replaced as a whole.
      'svelte/prefer-svelte-reactivity': 'off',
      // {' '} is how a space is kept beside a block.
      'svelte/no-useless-mustaches': 'off',
    },
  },
  {
    // Only one place knows which host the page runs in.
    files: ['src/**'],
    ignores: ['src/lib/host/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['@tauri-apps/*'] }],
    },
  },
  {
    // Shared parts know nothing of the features built from them.
    files: ['src/lib/**'],
    rules: {
      'no-restricted-imports': ['error', { patterns: ['**/features/**'] }],
    },
  },
  {
    // What people read is in the catalogue.
    files: ['src/**/*.{svelte,ts}'],
    ignores: ['**/*.test.ts', 'src/lib/host/**'],
    plugins: { texts: { rules: { 'no-raw-text': noRawText } } },
    rules: { 'texts/no-raw-text': 'error' },
  },
  {
    files: ['dev/**/*.mjs', '*.config.{js,ts}'],
    languageOptions: { globals: globals.node },
    rules: { 'no-console': 'off' },
  },
);
