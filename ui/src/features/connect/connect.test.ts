import { describe, expect, test, vi } from 'vitest';

import type { IpcError, KeyReport } from '../../lib/ipc/generated';
import type { Session } from '../../lib/state/session.svelte';
import { Connecting, UNSURE } from './connect.svelte';

const REPORT: KeyReport = {
  check: 'c1',
  account: 'acct_1-test',
  name: 'Harbour Bakery',
  kind: 'test',
  scope: 'restricted',
  isUsable: true,
  isKnown: false,
  features: [],
};

function error(message: string, details: Record<string, string>, retryable = false): IpcError {
  return { code: 'invalid_input', message, retryable, details };
}

function connecting(answers: unknown[]) {
  const call = vi.fn(async (...asked: unknown[]) => {
    void asked;
    const answer = answers.shift();
    if (answer && typeof answer === 'object' && 'message' in answer) throw answer;
    return answer;
  });
  const session = { call, app: { value: null } } as unknown as Session;
  return { call, form: new Connecting(session) };
}

describe('connecting', () => {
  test('a key leaves the page with its check and is added by its handle', async () => {
    const { call, form } = connecting([REPORT, { account: {} }]);
    form.type('rk_test_1');
    await form.check();
    expect(form.key).toBe('');
    expect(await form.add()).toBe(true);
    expect(call.mock.calls).toEqual([
      ['check_key', { key: 'rk_test_1' }],
      ['add_account', { check: 'c1', confirmation: 'test' }],
    ]);
  });

  test('live asks once more, and says so in its own word', async () => {
    const { call, form } = connecting([{ ...REPORT, kind: 'live' }, { account: {} }]);
    await form.check();
    expect(await form.add()).toBe(false);
    expect(form.doubt).toBe(UNSURE);
    expect(call).toHaveBeenCalledTimes(1);
    form.isSure = true;
    expect(await form.add()).toBe(true);
    expect(call.mock.lastCall).toEqual([
      'add_account',
      { check: 'c1', confirmation: 'live_moves_real_money' },
    ]);
  });

  test('what is wrong with the text stands beside the field until it changes', async () => {
    const { form } = connecting([error('No key.', { field: 'key' })]);
    form.type('pk_test_1');
    await form.check();
    expect([form.problem, form.error, form.key]).toEqual(['No key.', null, 'pk_test_1']);
    form.type('rk_test_1');
    expect(form.problem).toBeNull();
  });

  test('a key that cannot be kept asks for a place, and is added once there is one', async () => {
    const placeless = { ...error('No keychain.', {}), code: 'keys_place_needed' };
    const { call, form } = connecting([REPORT, placeless, { account: {} }]);
    await form.check();
    expect(await form.add()).toBe(false);
    expect([form.placeless?.message, form.error]).toEqual(['No keychain.', null]);
    expect(await form.add()).toBe(true);
    expect(form.placeless).toBeNull();
    expect(call.mock.lastCall).toEqual(['add_account', { check: 'c1', confirmation: 'test' }]);
  });

  test('what may pass by itself can be tried again', async () => {
    const { form } = connecting([error('No network.', { field: 'key' }, true)]);
    await form.check();
    expect([form.problem, form.error?.message]).toEqual([null, 'No network.']);
  });
});
