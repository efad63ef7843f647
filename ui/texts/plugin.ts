// Gives the page its texts, a language at a time, and fails the build where one lacks a text.
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

import type { Plugin } from 'vite';

import { problemsOf, readLanguages } from './catalogue.ts';

/** Where the texts lie: beside the page, since the program speaks as well. */
export const FOLDER = fileURLToPath(new URL('../../texts', import.meta.url));

const PREFIX = 'virtual:texts/';

/** `import('virtual:texts/de')`: all messages of a language in Fluent's syntax. */
export function texts(): Plugin {
  return {
    name: 'countertop-texts',
    buildStart() {
      const problems = problemsOf(readLanguages(FOLDER));
      if (problems.length > 0) this.error(problems.join('\n'));
      this.addWatchFile(FOLDER);
    },
    resolveId: (id) => (id.startsWith(PREFIX) ? `\0${id}` : null),
    load(id) {
      if (!id.startsWith(`\0${PREFIX}`)) return null;
      const name = id.slice(PREFIX.length + 1);
      const language = readLanguages(FOLDER).find((language) => language.name === name);
      if (!language) return this.error(`There are no texts in “${name}”.`);
      // Nothing accepts a change of these, so each loads the page anew.
      const folder = join(FOLDER, name);
      for (const file of readdirSync(folder)) this.addWatchFile(join(folder, file));
      return `export default ${JSON.stringify(withoutComments(language.source))};`;
    },
  };
}

function withoutComments(source: string): string {
  return source.replaceAll(/^#.*\n?/gm, '');
}
