import { describe, expect, it } from 'vitest';

import { CHOOSE, FIND, GROUPS, keysText, SEARCH, SEND, SHORTCUTS } from './shortcuts';

const SOURCES = import.meta.glob<string>('../../**/*.svelte', {
  query: '?raw',
  import: 'default',
  eager: true,
});

describe('the list of shortcuts', () => {
  it('names every shortcut that a control tells of', () => {
    const listed = GROUPS.flatMap(({ shortcuts }) => shortcuts);
    for (const own of [CHOOSE, FIND, SEARCH, SEND, SHORTCUTS]) expect(listed).toContain(own);
    const told = Object.entries(SOURCES).filter(([, text]) => /aria-keyshortcuts="/.test(text));
    expect(told.map(([path]) => path)).toEqual([]);
  });

  it('says nothing twice in a group', () => {
    for (const { shortcuts } of GROUPS) {
      expect(new Set(shortcuts.map(({ does }) => does)).size).toBe(shortcuts.length);
    }
  });

  it('is written as keys are called', () => {
    expect(keysText(SEARCH)).toBe('Ctrl K');
    expect(keysText({ does: '', keys: [['↓'], ['J']] })).toBe('↓, J');
  });
});
