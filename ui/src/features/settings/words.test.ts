import { describe, expect, it } from 'vitest';

import type { WorkShown } from '../../lib/ipc/generated';
import { sectionAt, sectionsOf } from './sections';
import { erasureRows, isAnybody, lastPart, minuteOf, timeOf, workWords } from './words';

describe('workWords', () => {
  const work: WorkShown = {
    kind: 'export',
    done: 0,
    total: null,
    canStop: true,
    isStopping: false,
  };
  it.each([
    [{}, 'Writing everything to files'],
    [{ done: 1200 }, 'Writing everything to files, 1,200 written'],
    [{ done: 3, isStopping: true }, 'Writing everything to files, stopping'],
    [{ kind: 'erase', done: 3, total: 4000 }, 'Erasing, and making what is left anew, 3 of 4,000'],
  ] as const)('%o', (part, words) => {
    expect(workWords({ ...work, ...part })).toBe(words);
  });
});

describe('a time of the day', () => {
  it.each([
    ['00:00', 0],
    ['03:05', 185],
    ['23:59', 1439],
    ['23:59:10', 1439],
  ])('%s is a minute', (time, minute) => {
    expect(minuteOf(time)).toBe(minute);
    expect(timeOf(minute)).toBe(time.slice(0, 5));
  });
  it.each(['', '24:00', '12:60', '3:00', 'noon'])('%s is none', (time) => {
    expect(minuteOf(time)).toBeNull();
  });
  it('is empty where there is none', () => expect(timeOf(null)).toBe(''));
});

describe('an erasure', () => {
  const nothing = { events: 0, answers: 0, notes: 0, documents: 0, payments: 0, sameEmail: 0 };
  it.each([
    [nothing, false],
    [{ ...nothing, payments: 1 }, false],
    [{ ...nothing, sameEmail: 3 }, false],
    [{ ...nothing, events: 1 }, true],
    [{ ...nothing, answers: 1 }, true],
    [{ ...nothing, notes: 1 }, true],
    [{ ...nothing, documents: 1 }, true],
  ])('%o', (figures, anybody) => expect(isAnybody(figures)).toBe(anybody));
  it('is told table by table', () => {
    const figures = { events: 9, answers: 4, notes: 1, documents: 3, payments: 2, sameEmail: 0 };
    expect(erasureRows(figures).map((row) => row.count)).toEqual([2, 9, 4, 1, 3]);
  });
});

describe('sections', () => {
  it('has the practice store only where there is one', () => {
    const ids = (kind: 'practice' | 'live') => sectionsOf(kind).map(({ id }) => id);
    expect(ids('practice')).toContain('practice');
    expect(ids('live')).not.toContain('practice');
    expect(ids('live')).toContain('keys');
    expect(ids('practice')).not.toContain('keys');
    expect(ids('practice')).toContain('notifications');
  });
  it.each([
    ['backups', 'backups'],
    ['practice', 'account'],
    ['nowhere', 'account'],
    [undefined, 'account'],
  ] as const)('%s leads to %s', (id, section) => {
    expect(sectionAt(sectionsOf('live'), id)).toBe(section);
  });
});

describe('small words', () => {
  it.each([
    ['/srv/shop/ledger.sqlite', 'ledger.sqlite'],
    ['C:\\Users\\ana\\', 'ana'],
    ['/', '/'],
  ])('%s', (path, part) => expect(lastPart(path)).toBe(part));
});
