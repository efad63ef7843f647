import { describe, expect, test, vi } from 'vitest';

import type { IpcError, KeysPlace } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';
import { asksForPlace, Choosing, Replacing, Unlocking } from './choosing.svelte';
import { otherPlaces, permissions } from './words';

const PLACE = { state: 'file_open' } as KeysPlace;
const REPORT = { check: 'c1' };

function error(message: string, details: Record<string, string>): IpcError {
  return { code: 'invalid_input', message, retryable: false, details };
}

function session(answers: unknown[]) {
  const call = vi.fn(async (...asked: unknown[]) => {
    void asked;
    const answer = answers.shift();
    if (answer && typeof answer === 'object' && 'message' in answer) throw answer;
    return answer;
  });
  return { call, session: { call, app: { value: null } } as unknown as Session };
}

describe('choosing where keys are kept', () => {
  test('a passphrase is sent with its place alone, and leaves the page', async () => {
    const { call, session: on } = session([error('Differ.', { field: 'repeated' }), PLACE, PLACE]);
    const choosing = new Choosing(on);
    choosing.passphrase = 'correct horse';
    choosing.repeated = 'correct house';
    expect(await choosing.choose()).toBeNull();
    expect(choosing.faults).toEqual({ repeated: 'Differ.' });
    choosing.typed();
    expect(choosing.faults).toEqual({});
    choosing.repeated = 'correct horse';
    expect(await choosing.choose()).toEqual(PLACE);
    expect([choosing.passphrase, choosing.repeated]).toEqual(['', '']);
    choosing.place = 'memory';
    await choosing.choose();
    expect(call.mock.lastCall).toEqual(['choose_keys_place', { place: 'memory' }]);
  });

  test('a wrong passphrase stays to be mended, the right one leaves', async () => {
    const state = { account: {} };
    const { session: on } = session([error('Wrong.', { field: 'passphrase' }), state]);
    const unlocking = new Unlocking(on);
    unlocking.passphrase = 'battery';
    expect(await unlocking.unlock()).toBe(false);
    expect([unlocking.passphrase, unlocking.faults.passphrase]).toEqual(['battery', 'Wrong.']);
    expect(await unlocking.unlock()).toBe(true);
    expect([unlocking.passphrase, on.app.value]).toEqual(['', state]);
  });

  test('a key is tried before it is kept, and one of another account is said to be so', async () => {
    const { call, session: on } = session([REPORT, error('Other.', { field: 'key' }), REPORT, {}]);
    const replacing = new Replacing(on);
    replacing.key = 'rk_test_1';
    expect(await replacing.check()).toBe(true);
    expect(replacing.key).toBe('');
    expect(await replacing.keep()).toBe(false);
    expect([replacing.report, replacing.faults.key]).toEqual([null, 'Other.']);
    expect(await replacing.give()).toBe(true);
    expect(call.mock.lastCall).toEqual(['replace_key', { check: 'c1' }]);
  });

  test('a place is asked for where there is none and where the keychain fails', () => {
    expect(asksForPlace({ ...error('', {}), code: 'keys_place_needed' })).toBe(true);
    expect(asksForPlace(error('', { keychain: 'locked' }))).toBe(true);
    expect(asksForPlace(error('', { field: 'key' }))).toBe(false);
  });
});

test('keys move from where they are to elsewhere', () => {
  expect(otherPlaces('keychain')).toEqual(['file', 'memory']);
  expect(otherPlaces('file_open')).toEqual(['keychain', 'memory']);
  expect(otherPlaces('file_locked')).toEqual([]);
});

test('what a key may do is told in a sentence', () => {
  const facts = { works: 9, of: 10, missing: ['Prices (write)'], checkedAt: 1 };
  expect(permissions({ masked: '', permissions: facts }, 'en')).toBe(
    '9 of 10 permissions work. It lacks Prices (write).',
  );
  expect(permissions({ masked: '', permissions: null }, 'en')).toMatch(/not tried/);
});
