import { expect, test } from 'vitest';

import { stepText } from './steps';

/** What the program itself says of each type. */
const [program = ''] = Object.values(
  import.meta.glob<string>('../../../../crates/app/src/timeline.rs', {
    query: '?raw',
    import: 'default',
    eager: true,
  }),
);
const told = program.slice(program.indexOf('const STEPS'), program.indexOf('#[cfg(test)]'));
const steps = [...told.matchAll(/\(\s*"([a-z_.]+)",\s*"([^"]+)",?\s*\)/g)];

test('every step is said as the program says it', () => {
  expect(steps.length).toBeGreaterThan(30);
  for (const [, type = '', text] of steps) expect(stepText({ type, text: '' })).toBe(text);
});

test('a step of another type is left to the program', () => {
  expect(stepText({ type: 'tomorrow.invented', text: 'tomorrow.invented' })).toBe(
    'tomorrow.invented',
  );
});
