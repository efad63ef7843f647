import { describe, expect, it } from 'vitest';

import { zoomed, zoomedBy } from './zoom';

describe('a step', () => {
  it.each([
    [100, 'in', 110],
    [100, 'out', 90],
    [105, 'in', 110],
    [105, 'out', 100],
    [200, 'in', 200],
    [80, 'out', 80],
    [175, 'reset', 100],
  ] as const)('from %i %s leads to %i', (now, step, size) => {
    expect(zoomed(now, step)).toBe(size);
  });
});

describe('a key press', () => {
  const press = (key: string, held: Partial<KeyboardEvent> = {}) =>
    ({ key, ctrlKey: false, metaKey: false, altKey: false, ...held }) as KeyboardEvent;

  it.each([
    ['+', 'in'],
    ['=', 'in'],
    ['-', 'out'],
    ['0', 'reset'],
    ['1', null],
    ['k', null],
  ] as const)('Ctrl %s', (key, step) => {
    expect(zoomedBy(press(key, { ctrlKey: true }))).toBe(step);
    expect(zoomedBy(press(key, { metaKey: true, shiftKey: true }))).toBe(step);
  });

  it('is typed where the key is not held, or Alt is too', () => {
    expect(zoomedBy(press('+'))).toBeNull();
    expect(zoomedBy(press('0', { ctrlKey: true, altKey: true }))).toBeNull();
  });
});
