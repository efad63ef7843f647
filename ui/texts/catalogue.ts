// The catalogue of texts: what every language says, read from `texts/LANGUAGE/*.ftl`, and whether all say the same.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

import { FluentParser, Visitor } from '@fluent/syntax';
import type { Junk, Message, VariableReference } from '@fluent/syntax';

/** The language that the texts are written in first. */
export const FIRST = 'en';

/** A message: the variables that it fills in, and where it stands. */
interface Text {
  variables: ReadonlySet<string>;
  file: string;
}

/** One language: its source as a whole, its messages by id, and what is wrong with it by itself. */
export interface Language {
  name: string;
  source: string;
  texts: ReadonlyMap<string, Text>;
  problems: readonly string[];
}

/** The languages of a folder, the first one first. */
export function readLanguages(folder: string): Language[] {
  const names = readdirSync(folder).filter((name) => name !== FIRST);
  return [FIRST, ...names.sort()].map((name) => readLanguage(join(folder, name), name));
}

function readLanguage(folder: string, name: string): Language {
  const texts = new Map<string, Text>();
  const problems: string[] = [];
  const sources: string[] = [];
  for (const file of readdirSync(folder).sort()) {
    const source = readFileSync(join(folder, file), 'utf8');
    sources.push(source);
    const where = `${name}/${file}`;
    for (const entry of new FluentParser().parse(source).body) {
      if (entry.type === 'Junk') problems.push(`${where}: ${nonsense(entry as Junk)}`);
      if (entry.type !== 'Message') continue;
      const message = entry as Message;
      const id = message.id.name;
      const earlier = texts.get(id);
      if (earlier) problems.push(`${where}: ${id} is in ${earlier.file} too`);
      if (!`${id}-`.startsWith(`${file.replace('.ftl', '')}-`)) {
        problems.push(`${where}: ${id} does not begin with the name of its file`);
      }
      texts.set(id, { variables: variablesOf(message), file: where });
    }
  }
  return { name, source: sources.join('\n'), texts, problems };
}

function nonsense(junk: Junk): string {
  const [first] = junk.annotations;
  return `“${junk.content.trim().split('\n')[0]}” is no message: ${first?.message ?? 'unknown syntax'}`;
}

class Variables extends Visitor {
  readonly found = new Set<string>();

  override visitVariableReference(node: VariableReference): void {
    this.found.add(node.id.name);
  }
}

function variablesOf(message: Message): Set<string> {
  const variables = new Variables();
  variables.visit(message);
  return variables.found;
}

/** What is wrong with the languages: a text that one lacks or has alone, or that fills in something else. */
export function problemsOf(languages: readonly Language[]): string[] {
  const [first, ...others] = languages;
  if (!first) return ['There is no language.'];
  const problems = languages.flatMap((language) => language.problems);
  for (const other of others) {
    for (const [id, text] of first.texts) {
      const same = other.texts.get(id);
      if (!same) problems.push(`${other.name} lacks ${id} of ${text.file}`);
      else if (listed(same.variables) !== listed(text.variables)) {
        problems.push(
          `${same.file}: ${id} fills in ${listed(same.variables)}, but ${text.file} ${listed(text.variables)}`,
        );
      }
    }
    for (const [id, text] of other.texts) {
      if (!first.texts.has(id)) problems.push(`${text.file}: ${id} is not in ${first.name}`);
    }
  }
  return problems;
}

function listed(variables: ReadonlySet<string>): string {
  return variables.size === 0 ? 'nothing' : [...variables].sort().join(', ');
}

/** The TypeScript of the catalogue: every id with what it wants filled in, and the languages. */
export function typescript(languages: readonly Language[]): string {
  const [first] = languages;
  const ids = [...(first?.texts ?? [])].map(([id, { variables }]) => {
    const names = [...variables].sort().map((name) => `'${name}'`);
    return `  '${id}': ${names.join(' | ') || 'never'};`;
  });
  const names = languages.map(({ name }) => `'${name}'`).join(', ');
  return [
    '// Written by `npm run texts` from texts/: what each text is called and what it wants filled in.',
    'export interface Texts {',
    ...ids,
    '}',
    '',
    `export const LANGUAGES = [${names}] as const;`,
    '',
  ].join('\n');
}
