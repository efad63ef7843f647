import { describe, expect, it } from 'vitest';

import type { RefusalReason } from '../../lib/ipc/generated';
import { answerCode, answerWords, REASONS, refusalWords } from './refusals';

describe('refusalWords', () => {
  it.each(REASONS)('%s has whole sentences and a short name', (reason) => {
    const { label, what, advice } = refusalWords(reason);
    for (const sentence of [what, advice]) expect(sentence).toMatch(/^[A-Z].+[.]$/);
    expect(label.length).toBeLessThanOrEqual(20);
  });

  it('gives each reason a name and a sentence of its own', () => {
    for (const part of ['label', 'what'] as const) {
      expect(new Set(REASONS.map((reason) => refusalWords(reason)[part])).size).toBe(
        REASONS.length,
      );
    }
  });

  it('has words for a reason that only a newer program knows', () => {
    expect(refusalWords('moonlight' as RefusalReason)).toBe(refusalWords('other'));
  });

  it('alarms only where it may have been Stripe', () => {
    const alarming = REASONS.filter((reason) => refusalWords(reason).tone === 'bad');
    expect(alarming).toEqual(['signature_mismatch', 'timestamp_out_of_tolerance', 'unavailable']);
  });
});

describe('a delivery', () => {
  it.each([
    [null, 'Accepted'],
    ['wrong_path', 'Other address'],
  ] as const)('%s', (reason, label) => expect(answerWords({ reason }).label).toBe(label));

  it.each([
    [200, null, '200'],
    [400, 'no_v1', '400 no_v1'],
  ])('%s %s', (status, code, text) => expect(answerCode({ status, code })).toBe(text));
});
