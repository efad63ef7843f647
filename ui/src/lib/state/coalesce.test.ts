import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import { coalesced, debounced, unhurried } from './coalesce';

/** Work whose runs are finished by hand. */
function byHand() {
  const runs: { finish: () => void; fail: (error: Error) => void }[] = [];
  const work = () =>
    new Promise<void>((resolve, reject) => runs.push({ finish: resolve, fail: reject }));
  return { runs, work };
}

const settle = () => new Promise<void>((resolve) => setTimeout(resolve));

describe('coalesced', () => {
  it('runs at once, and once more for all the calls meanwhile', async () => {
    const { runs, work } = byHand();
    const run = coalesced(work);
    const first = run();
    const others = [run(), run(), run()];
    expect(runs).toHaveLength(1);
    runs[0]?.finish();
    await first;
    await settle();
    expect(runs).toHaveLength(2);
    runs[1]?.finish();
    await Promise.all(others);
    await settle();
    expect(runs).toHaveLength(2);
  });

  it('lets a call wait for a run that began after it', async () => {
    const { runs, work } = byHand();
    const run = coalesced(work);
    void run();
    let done = false;
    void run().then(() => (done = true));
    runs[0]?.finish();
    await settle();
    expect(done).toBe(false);
    runs[1]?.finish();
    await settle();
    expect(done).toBe(true);
  });

  it('goes on after a failure, which only those hear who waited for it', async () => {
    const { runs, work } = byHand();
    const run = coalesced(work);
    const first = run();
    const second = run();
    runs[0]?.fail(new Error('no'));
    await expect(first).rejects.toThrow('no');
    await settle();
    runs[1]?.finish();
    await expect(second).resolves.toBeUndefined();
  });

  it('never runs twice at a time', async () => {
    let active = 0;
    let most = 0;
    const run = coalesced(async () => {
      most = Math.max(most, ++active);
      await settle();
      active -= 1;
    });
    await Promise.all(Array.from({ length: 50 }, () => settle().then(run)));
    expect(most).toBe(1);
  });
});

describe('in time', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('unhurried waits before each run', async () => {
    const work = vi.fn(() => Promise.resolve());
    const run = unhurried(work, 250);
    void run();
    await vi.advanceTimersByTimeAsync(249);
    expect(work).not.toHaveBeenCalled();
    void run();
    void run();
    await vi.advanceTimersByTimeAsync(2);
    expect(work).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(1_000);
    expect(work).toHaveBeenCalledTimes(2);
  });

  it('debounced waits for quiet', () => {
    const work = vi.fn();
    const run = debounced(work, 200);
    run();
    vi.advanceTimersByTime(150);
    run();
    vi.advanceTimersByTime(199);
    expect(work).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(work).toHaveBeenCalledTimes(1);
  });
});
