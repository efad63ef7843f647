import { expect, test, vi } from 'vitest';

import { createCall } from '../ipc/client';
import type { IpcError, TillState } from '../ipc/generated';
import { Till } from './till.svelte';

const STATE: TillState = {
  hasPin: true,
  isViewOnly: false,
  lockAfterMinutes: null,
  isLocked: false,
  file: 'till.json',
};

function refusal(code: IpcError['code']): IpcError {
  return { code, message: 'Refused.', retryable: false, details: {} };
}

/** A page over a program that answers a command in turn, and the till's own as they are. */
function page(answers: unknown[]) {
  const sent: unknown[][] = [];
  const call = createCall(
    {
      call: async (name, args) => {
        sent.push([name, args]);
        if (name.endsWith('_till')) return { ...STATE, isLocked: name === 'lock_till' };
        const answer = answers.shift();
        if (answer && typeof answer === 'object' && 'code' in answer) throw answer;
        return answer;
      },
    },
    (error) => till.mayTryAgain(error),
  );
  const till: Till = new Till(call);
  return { call, till, sent };
}

test('what lacks the PIN is sent once more, the very same, once it was right', async () => {
  const { call, till, sent } = page([refusal('pin_needed'), 'done']);
  const args = { id: 'pi_1', amount: 5, submission: 'once' };
  const answer = call('refund_payment', args);
  await vi.waitFor(() => expect(till.isAsking).toBe(true));
  await till.unlock('1234');
  till.answer(true);
  expect(await answer).toBe('done');
  expect(till.isAsking).toBe(false);
  expect(sent).toEqual([
    ['refund_payment', args],
    ['unlock_till', { pin: '1234' }],
    ['refund_payment', args],
  ]);
});

test('whoever gives no PIN hears that it is needed, and nothing is sent again', async () => {
  const { call, till, sent } = page([refusal('pin_needed'), refusal('pin_needed')]);
  const both = [call('export_all', { place: '1' }), call('replace_key', { check: '1' })];
  const heard = Promise.allSettled(both);
  await vi.waitFor(() => expect(sent).toHaveLength(2));
  till.answer(false);
  for (const { status } of await heard) expect(status).toBe('rejected');
  expect(sent).toHaveLength(2);
});

test('another refusal is no question', async () => {
  const { call, till, sent } = page([refusal('view_only')]);
  await expect(call('create_link', {} as never)).rejects.toMatchObject({
    error: { code: 'view_only' },
  });
  expect(till.isAsking).toBe(false);
  // Somebody else may have chosen it: how it is now is asked for.
  expect(sent.map(([name]) => name)).toEqual(['create_link', 'show_till']);
});

test('it locks at once, before the program has answered, and only where there is a PIN', async () => {
  const { till, sent } = page([]);
  await till.lock();
  expect(sent).toEqual([]);
  till.state.value = STATE;
  const locking = till.lock();
  expect(till.isLocked).toBe(true);
  await locking;
  expect(till.isLocked).toBe(true);
  await till.unlock('1234');
  expect(till.isLocked).toBe(false);
});
