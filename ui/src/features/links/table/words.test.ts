import { describe, expect, it } from 'vitest';

import type { LinkTable, LinkTableCounts } from '../../../lib/ipc/generated';
import { left, makeWords, standing } from './words';

function table(counts: Partial<LinkTableCounts>, isMaking = false): LinkTable {
  return {
    id: 't',
    file: 'links.csv',
    decimal: 'point',
    rows: [],
    counts: { ready: 0, known: 0, wrong: 0, made: 0, refused: 0, ...counts },
    isMaking,
    trouble: null,
  };
}

describe('the words of a table', () => {
  it('says what is to be done', () => {
    expect(standing(table({ ready: 3 }))).toBe('3 links to be made.');
    expect(standing(table({ ready: 1, known: 2 }))).toBe(
      'One link to be made. 2 links of it were made before.',
    );
    expect(makeWords(table({ ready: 3 }))).toBe('Make 3 links');
    expect(makeWords(table({ ready: 1 }))).toBe('Make the link');
  });

  it('makes nothing while something is wrong', () => {
    expect(standing(table({ ready: 3, wrong: 1 }))).toContain('wrong with one row');
  });

  it('says how far it is, and how it ended', () => {
    expect(standing(table({ ready: 2, made: 1 }, true))).toBe('One link made, 2 to go.');
    expect(standing(table({ made: 3 }))).toBe('Done: 3 links made.');
    expect(standing(table({ made: 1, ready: 2 }))).toBe('Stopped: one link made, 2 left.');
    expect(standing(table({ known: 3 }))).toContain('Nothing is left');
  });

  it('offers to try again what was refused', () => {
    const refused = table({ made: 1, refused: 2 });
    expect(standing(refused)).toContain('2 links could not be made');
    expect([left(refused), makeWords(refused)]).toEqual([2, 'Try again']);
  });
});
