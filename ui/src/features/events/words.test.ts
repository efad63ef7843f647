import { expect, test } from 'vitest';

import type { SymptomKind } from '../../lib/ipc/generated';
import { diagnosis } from './words';

test.each<[SymptomKind, 'live' | 'test' | 'practice', RegExp]>([
  ['live_mode', 'test', /^A live event came/],
  ['live_mode', 'live', /^It is signed with another secret/],
  ['test_mode', 'live', /^A test event came/],
  ['test_mode', 'practice', /^It is signed with another secret/],
  ['json_rewritten', 'live', /^Something between Stripe and this computer/],
])('%s in a %s account', (symptom, kind, what) => {
  expect(diagnosis({ reason: 'signature_mismatch', symptom }, kind)?.what).toMatch(what);
});

test('what was accepted has nothing to be told, and other refusals are told as everywhere', () => {
  expect(diagnosis({ reason: null, symptom: null }, 'live')).toBeNull();
  expect(diagnosis({ reason: 'empty_body', symptom: null }, 'live')?.what).not.toBe('');
});
