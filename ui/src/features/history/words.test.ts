import { describe, expect, it } from 'vitest';

import type { HistoryPage, HistoryStage } from '../../lib/ipc/generated';
import { missing, reaches, standing } from './words';

const DAY = 86_400;
const NOW = 2_000 * DAY;
const days = { words: 'en', date: (seconds: number) => `day ${seconds / DAY}` };
const page = (state: HistoryStage, more: Partial<HistoryPage> = {}): HistoryPage => ({
  state,
  since: null,
  readAt: null,
  part: null,
  lists: [],
  eventsSince: null,
  gaps: [],
  fromObjects: [],
  ...more,
});
const gap = { from: 1_900 * DAY, to: 1_950 * DAY, neededSince: 1_869 * DAY };

describe('standing', () => {
  it.each<[HistoryStage, string, string]>([
    [{ status: 'not_started' }, 'Not imported', ''],
    [{ status: 'reading', list: 'payment_intents' }, 'Importing', 'Payments are being read.'],
    [
      { status: 'waiting', why: 'no more requests' },
      'Waiting',
      'No more requests. It goes on by itself.',
    ],
    [{ status: 'ended', why: 'the key is wrong' }, 'Stopped', 'The key is wrong.'],
    [{ status: 'done' }, 'Imported', 'All that Stripe has, is in the ledger.'],
  ])('%j', (state, word, text) => {
    expect(standing(page(state), days)).toMatchObject({ word, text });
  });

  it('says through when, and what the key may not read', () => {
    const done = page({ status: 'done' }, { since: 5 * DAY, readAt: 9 * DAY });
    expect(standing(done, days).text).toBe(
      'All since day 5, as it was on day 9, is in the ledger.',
    );
    const state = { status: 'refused', why: 'no' } as const;
    const lists = [{ list: 'disputes', objects: 0, oldest: null, state } as const];
    const refused = standing(page({ status: 'done' }, { lists }), days);
    expect(refused.tone).toBe('waiting');
    expect(refused.text).toContain('may not read: disputes.');
  });
});

describe('reaches', () => {
  const offered = (of: HistoryPage) => reaches(of, NOW, days).map((it) => it.id);

  it('advises what fills a gap, and offers only what reaches further', () => {
    expect(offered(page({ status: 'not_started' }))).toEqual(['all', 'year', 'quarter']);
    expect(offered(page({ status: 'done' }, { gaps: [gap] }))).toEqual([
      'gap',
      'all',
      'year',
      'quarter',
    ]);
    expect(offered(page({ status: 'done' }, { since: NOW - 100 * DAY }))).toEqual(['all', 'year']);
    expect(offered(page({ status: 'done' }, { since: NOW - 900 * DAY }))).toEqual(['all']);
    expect(offered(page({ status: 'done' }))).toEqual([]);
  });

  it('names the days of a gap', () => {
    expect(missing(gap, days)).toMatch(/From day 1900 to day 1950 .* from day 1869 on fills it\./);
  });
});
