import { expect, test } from 'vitest';

import type { FeatureReport, PermissionState } from '../../lib/ipc/generated';
import { featureSentence } from './feature-words';

function report(state: PermissionState, called: string | null = null): FeatureReport {
  const permission = (name: string, access: 'Read' | 'Write', of: PermissionState) => ({
    permission: { name, access, stripe: 'rak' },
    called: of === 'missing' ? called : null,
    state: of,
  });
  return {
    feature: 'links',
    state,
    why: null,
    permissions: [
      permission('Payment Links', 'Write', 'works'),
      permission('Products', 'Write', state),
      permission('Prices', 'Read', state),
    ],
  };
}

test('what a key lacks is named, and what that costs', () => {
  expect(featureSentence(report('works'), 'en')).toBeNull();
  expect(featureSentence(report('missing'), 'en')).toBe(
    'The key lacks the permissions Products (write) and Prices (read). Links are made in ' +
      'Stripe’s Dashboard, and only shown here.',
  );
  expect(featureSentence(report('missing', 'product_edit'), 'en')).toMatch(
    /Products \(write\), which Stripe calls product_edit/,
  );
});

test('what could not be tried says why, where that is known', () => {
  expect(featureSentence(report('unknown'), 'en')).toMatch(/cannot be tried/);
  expect(featureSentence({ ...report('unknown'), why: 'Too slow.' }, 'en')).toBe('Too slow.');
});
