import { expect, test } from 'vitest';

import { problemsOf, readLanguages, typescript, type Language } from '../../../texts/catalogue';
import { FOLDER } from '../../../texts/plugin';

test('every language says the same, and the types are those of the catalogue', async () => {
  const languages = readLanguages(FOLDER);
  expect(problemsOf(languages)).toEqual([]);
  await expect(typescript(languages)).toMatchFileSnapshot('./generated.ts');
});

function language(name: string, texts: Record<string, string[]>): Language {
  const entries = Object.entries(texts).map(
    ([id, variables]) => [id, { variables: new Set(variables), file: `${name}/a.ftl` }] as const,
  );
  return { name, source: '', texts: new Map(entries), problems: [] };
}

test.each([
  ['a text that is lacking', {}, 'de lacks a-one of en/a.ftl'],
  ['another variable', { 'a-one': ['sum'] }, 'de/a.ftl: a-one fills in sum, but en/a.ftl count'],
  ['a text too many', { 'a-one': ['count'], 'a-two': [] }, 'de/a.ftl: a-two is not in en'],
])('%s is found', (_, german, problem) => {
  expect(problemsOf([language('en', { 'a-one': ['count'] }), language('de', german)])).toEqual([
    problem,
  ]);
});
