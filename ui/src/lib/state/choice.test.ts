import { describe, expect, it } from 'vitest';

import { Choice } from './choice.svelte';

const rows = (ids: string) => [...ids].map((id) => ({ id }));
const chosen = (choice: Choice) => [...choice.ids].join('');

describe('a choice of rows', () => {
  it('takes rows up and puts them back', () => {
    const choice = new Choice();
    choice.toggle('a');
    choice.toggle('c');
    choice.toggle('a');
    expect(chosen(choice)).toBe('c');
    expect(choice.has('c')).toBe(true);
    choice.clear();
    expect(choice.ids.size).toBe(0);
  });

  it.each([
    ['b', 'd', 'bcd'],
    ['d', 'b', 'dbc'],
    ['b', 'b', 'b'],
    ['x', 'c', 'xc'],
  ])('from %s to %s', (from, to, expected) => {
    const choice = new Choice();
    choice.toggle(from);
    choice.extend(rows('abcde'), to);
    expect(chosen(choice)).toBe(expected);
  });

  it('goes on from the row that was pressed last, wherever that is now', () => {
    const choice = new Choice();
    choice.toggle('e');
    choice.toggle('b');
    choice.extend(rows('zyabcde'), 'd');
    expect(chosen(choice)).toBe('ebcd');
  });

  it('takes all, then none, and never more than it can', () => {
    const choice = new Choice(3);
    choice.toggleAll(rows('ab'));
    expect(chosen(choice)).toBe('ab');
    expect(choice.isAll(rows('ab'))).toBe(true);
    choice.toggleAll(rows('ab'));
    expect(chosen(choice)).toBe('');
    choice.toggleAll(rows('abcde'));
    expect(chosen(choice)).toBe('abc');
    expect(choice.isFull).toBe(true);
    choice.toggle('d');
    choice.extend(rows('abcde'), 'e');
    expect(chosen(choice)).toBe('abc');
    choice.toggle('b');
    expect(chosen(choice)).toBe('ac');
  });
});
