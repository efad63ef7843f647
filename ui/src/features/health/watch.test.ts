import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { DeliveryRow, Health } from '../../lib/ipc/generated';
import { Announcements, type Change } from '../../lib/state/announcements';
import type { Session } from '../../lib/state/session.svelte';
import { HealthWatch } from './watch.svelte';

const CHANGE: Change = { kind: 'changed', payments: [], links: [], receivedAtMs: 0 };

const row = (id: string) => ({ id }) as DeliveryRow;
const answer = (...ids: string[]) => ({ deliveries: ids.map(row) }) as Health;

/** A page that can be hidden, and a program that counts how often it is asked. */
function setting() {
  let seen = () => {};
  const page = {
    hidden: false,
    addEventListener: (_name: string, listener: () => void) => (seen = listener),
    removeEventListener: () => (seen = () => {}),
  };
  vi.stubGlobal('document', page);
  const call = vi.fn(() => Promise.resolve(answer()));
  const announcements = new Announcements();
  const watch = new HealthWatch({ call, announcements } as unknown as Session);
  const show = (isHidden: boolean) => {
    page.hidden = isHidden;
    seen();
  };
  return { watch, call, announcements, show };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

describe('HealthWatch', () => {
  it('asks at once, every second, and when something is announced', async () => {
    const { watch, call, announcements } = setting();
    watch.watch();
    expect(call).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(call).toHaveBeenCalledTimes(4);
    announcements.announce(CHANGE);
    expect(call).toHaveBeenCalledTimes(5);
    await vi.advanceTimersByTimeAsync(0);
    announcements.announce({ kind: 'state' });
    await vi.advanceTimersByTimeAsync(0);
    announcements.resync();
    expect(call).toHaveBeenCalledTimes(7);
  });

  it('asks nothing while nobody sees the page, and at once when it is seen again', async () => {
    const { watch, call, announcements, show } = setting();
    watch.watch();
    show(true);
    announcements.announce(CHANGE);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(call).toHaveBeenCalledTimes(1);
    show(false);
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('asks no more once another screen is open', async () => {
    const { watch, call, announcements, show } = setting();
    const stop = watch.watch();
    await vi.advanceTimersByTimeAsync(0);
    stop();
    announcements.announce(CHANGE);
    show(false);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(call).toHaveBeenCalledTimes(1);
  });

  it('never asks twice at a time', async () => {
    const { watch, call } = setting();
    let end: (health: Health) => void = () => {};
    call.mockImplementationOnce(() => new Promise((resolve) => (end = resolve)));
    watch.watch();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(call).toHaveBeenCalledTimes(1);
    end(answer());
    await vi.advanceTimersByTimeAsync(0);
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('keeps the figures when a later answer does not come, and says why', async () => {
    const { watch, call } = setting();
    watch.watch();
    await vi.advanceTimersByTimeAsync(0);
    const told = watch.toldAtMs;
    call.mockRejectedValueOnce({ code: 'ledger_unavailable', message: 'The disk is full.' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(watch.error?.message).toBe('The disk is full.');
    expect(watch.health).not.toBeNull();
    expect(watch.toldAtMs).toBe(told);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(watch.error).toBeNull();
    expect(watch.toldAtMs).toBe(told + 2_000);
  });

  it('marks the deliveries that came while it looked', async () => {
    const { watch, call } = setting();
    call.mockResolvedValueOnce(answer('b', 'a')).mockResolvedValue(answer('c', 'b', 'a'));
    watch.watch();
    await vi.advanceTimersByTimeAsync(0);
    expect(watch.fresh.has('b')).toBe(false);
    await vi.advanceTimersByTimeAsync(1_000);
    expect([...'cba'].map((id) => watch.fresh.has(id))).toEqual([true, false, false]);
  });
});
