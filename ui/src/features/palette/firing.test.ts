import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { firedBy } from './firing';

/** As far as a key press asks where it happened. */
class Place {
  /** `selector` is what is looked for where the key is pressed. */
  constructor(readonly selector: string) {}

  closest(selectors: string) {
    return selectors.split(', ').includes(this.selector) ? this : null;
  }
}

const PAGE = new Place('main');
const FIELD = new Place('input:not([type=checkbox])');
const MENU = new Place('[role=menu]');

function press(key: string, held: Partial<KeyboardEvent> = {}, target = PAGE): KeyboardEvent {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false };
  return { key, ...none, isComposing: false, target, ...held } as unknown as KeyboardEvent;
}

beforeEach(() => void vi.stubGlobal('Element', Place));
afterEach(() => void vi.unstubAllGlobals());

describe('Ctrl K', () => {
  it('searches, also from a field and with a capital', () => {
    expect(firedBy(press('k', { ctrlKey: true }))).toBe('search');
    expect(firedBy(press('K', { ctrlKey: true }, FIELD))).toBe('search');
  });

  it('leaves the keys to a menu that is open', () => {
    expect(firedBy(press('k', { ctrlKey: true }, MENU))).toBeNull();
    expect(firedBy(press('?', {}, MENU))).toBeNull();
  });

  it('is nothing with other keys or without its own', () => {
    expect(firedBy(press('k'))).toBeNull();
    expect(firedBy(press('k', { ctrlKey: true, altKey: true }))).toBeNull();
    expect(firedBy(press('K', { ctrlKey: true, shiftKey: true }))).toBeNull();
  });
});

describe('a single key', () => {
  it('fires on the page, however it is typed', () => {
    expect(firedBy(press('?', { shiftKey: true }))).toBe('shortcuts');
    expect(firedBy(press('?'))).toBe('shortcuts');
    expect(firedBy(press('/'))).toBe('find');
    expect(firedBy(press('/', { shiftKey: true }))).toBe('find');
  });

  it('is a letter where somebody types', () => {
    expect(firedBy(press('?', { shiftKey: true }, FIELD))).toBeNull();
    expect(firedBy(press('/', {}, FIELD))).toBeNull();
    expect(firedBy(press('?', { isComposing: true }))).toBeNull();
  });

  it('is something else with Ctrl, Alt or Meta', () => {
    for (const held of ['ctrlKey', 'altKey', 'metaKey']) {
      expect(firedBy(press('?', { [held]: true }))).toBeNull();
    }
  });

  it('is not just any', () => {
    expect(firedBy(press('x'))).toBeNull();
    expect(firedBy(press('toString'))).toBeNull();
  });
});
