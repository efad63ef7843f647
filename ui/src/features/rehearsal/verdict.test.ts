import { describe, expect, it } from 'vitest';

import type { StoryEnding, StoryRun, Verdict } from '../../lib/ipc/generated';
import { finding, type Formats } from './verdict';

const FORMATS: Formats = {
  locale: { language: 'en', format: 'en-GB', words: 'en' },
  money: (minor, currency) => `${(minor / 100).toFixed(2)} ${currency.toUpperCase()}`,
};

const WELL: Verdict = {
  complete: true,
  told: 1_214,
  recorded: 1_214,
  missing: [],
  payments: 61,
  paid: 55,
  declined: 6,
  differences: [],
  totals: [{ currency: 'eur', told: 98_700, recorded: 98_700 }],
  slowestSeconds: 1,
};

const RUN = {
  elapsedMs: 12_400,
  ledger: { told: 1_214, recorded: 1_214, payments: 61, repeated: 0 },
} as StoryRun;

const event = (id: string) =>
  ({ id, type: 'charge.updated', created: 5, why: 'not_arrived' }) as const;

const state = {
  status: 'succeeded',
  amount: 500,
  amountCaptured: 500,
  amountRefunded: 0,
  currency: 'eur',
};

function found(verdict: Partial<Verdict>, ending: Partial<StoryEnding> = {}, run: StoryRun = RUN) {
  const whole = { ...WELL, ...verdict };
  return finding(run, { how: 'played', reason: null, verdict: whole, ...ending }, FORMATS);
}

const text = (...given: Parameters<typeof found>) => found(...given).sentences.join(' ');

describe('a story of which all is there', () => {
  it('says so, with the figures of both sides', () => {
    expect(found({})).toEqual({
      tone: 'good',
      title: 'Nothing is missing.',
      sentences: [
        '1,214 events were told, 1,214 are recorded.',
        '61 payments: 55 paid, 6 declined.',
        'Taken after refunds and disputes: 987.00 EUR on both sides.',
      ],
    });
  });

  it.each<[string, Partial<Verdict>, string]>([
    [
      'one of each',
      { told: 1, recorded: 1, payments: 1, paid: 1, declined: 0 },
      '1 event was told, 1 is recorded. 1 payment: 1 paid.',
    ],
    ['what is not finished', { payments: 62 }, '62 payments: 55 paid, 6 declined, 1 not finished.'],
    ['no payment', { payments: 0, paid: 0, declined: 0, totals: [] }, '1,214 are recorded.'],
    ['nothing at all', { told: 0, recorded: 0, payments: 0, totals: [] }, 'Nothing was told.'],
    [
      'two currencies',
      {
        totals: [
          { currency: 'eur', told: 100, recorded: 100 },
          { currency: 'usd', told: 250, recorded: 250 },
        ],
      },
      'Taken after refunds and disputes: 1.00 EUR and 2.50 USD on both sides.',
    ],
    ['a late event', { slowestSeconds: 23 }, 'The slowest event took 23 seconds to get here.'],
  ])('has words for %s', (_name, verdict, sentence) => {
    expect(found(verdict).tone).toBe('good');
    expect(text(verdict)).toContain(sentence);
  });

  it.each([
    [1, 'One delivery brought what was known already, and counts once.'],
    [51, '51 deliveries brought what was known already, and count once.'],
  ])('says what came again: %s', (repeated, sentence) => {
    const run = { ...RUN, ledger: { ...RUN.ledger, repeated } };
    expect(text({}, {}, run)).toContain(sentence);
  });

  it('is no less whole when it was stopped', () => {
    expect(found({}, { how: 'stopped' })).toMatchObject({
      tone: 'good',
      title: 'Nothing is missing.',
    });
    expect(text({}, { how: 'stopped' })).toMatch(/^You stopped it after 12 seconds\./);
  });
});

describe('a story of which something is missing', () => {
  it.each<[string, Partial<Verdict>, string]>([
    ['an event', { missing: [event('evt_1')], recorded: 1_213 }, '1 event is missing.'],
    [
      'events',
      { missing: [event('evt_1'), event('evt_2')], recorded: 1_212 },
      '2 events are missing.',
    ],
    [
      'a payment',
      { differences: [{ id: 'pi_1', told: state, recorded: null }] },
      '1 payment is not the same on both sides.',
    ],
    [
      'payments',
      {
        differences: [
          { id: 'pi_1', told: state, recorded: null },
          { id: 'pi_2', told: state, recorded: { ...state, status: 'failed' } },
        ],
      },
      '2 payments are not the same on both sides.',
    ],
    [
      'money',
      { totals: [{ currency: 'eur', told: 500, recorded: 400 }] },
      'The sums are not the same.',
    ],
  ])('says so: %s', (_name, verdict, title) => {
    expect(found({ complete: false, ...verdict })).toMatchObject({ tone: 'bad', title });
  });

  it('shows both sums where they differ', () => {
    const totals = [{ currency: 'eur', told: 500, recorded: 400 }];
    expect(text({ complete: false, totals })).toContain(
      'Taken after refunds and disputes: 5.00 EUR at the practice store, 4.00 EUR in the ledger.',
    );
  });
});

describe('a story that broke off', () => {
  const reason = 'The practice store did not answer.';

  it('is not well, even if nothing is missing', () => {
    const broken = found({}, { how: 'broke_off', reason });
    expect(broken).toMatchObject({ tone: 'bad', title: 'The story broke off.' });
    expect(broken.sentences[0]).toBe(reason);
    expect(broken.sentences[1]).toContain('1,214 are recorded');
  });

  it('says why there is no comparison', () => {
    expect(found({}, { how: 'played', reason, verdict: null })).toEqual({
      tone: 'bad',
      title: 'The two sides could not be compared.',
      sentences: [reason],
    });
  });
});
