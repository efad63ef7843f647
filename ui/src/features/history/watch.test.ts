import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { HistoryPage } from '../../lib/ipc/generated';
import { Announcements } from '../../lib/state/announcements';
import type { Session } from '../../lib/state/session.svelte';
import { HistoryWatch } from './watch.svelte';

const answer = (status: string) => ({ state: { status } }) as unknown as HistoryPage;

function setting() {
  vi.stubGlobal('document', {
    hidden: false,
    addEventListener: () => {},
    removeEventListener: () => {},
  });
  const call = vi.fn((name: string, given: unknown) =>
    Promise.resolve({ ...answer(name), given } as HistoryPage),
  );
  const announcements = new Announcements();
  const watch = new HistoryWatch({ call, announcements } as unknown as Session);
  return { watch, call, announcements };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('HistoryWatch', () => {
  it('asks when the import went on, and hardly ever else', async () => {
    const { watch, call, announcements } = setting();
    const stop = watch.watch();
    await vi.advanceTimersByTimeAsync(20_000);
    expect(call).toHaveBeenCalledTimes(1);
    announcements.announce({ kind: 'state' });
    expect(call).toHaveBeenCalledTimes(1);
    announcements.announce({ kind: 'history' });
    expect(call).toHaveBeenCalledTimes(2);
    stop();
    announcements.announce({ kind: 'history' });
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('starts, pauses and resumes, and keeps what failed', async () => {
    const { watch, call } = setting();
    const asked = watch.start(5);
    expect(watch.isAsking).toBe(true);
    await asked;
    expect(call).toHaveBeenLastCalledWith('start_history', { since: 5 });
    await watch.pause();
    expect(call).toHaveBeenLastCalledWith('pause_history', null);
    call.mockRejectedValueOnce({ code: 'internal', message: 'No.', retryable: false, details: {} });
    await watch.resume();
    expect(watch.error?.message).toBe('No.');
    expect(watch.page?.state.status).toBe('pause_history');
    expect(watch.isAsking).toBe(false);
  });
});
