import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';

import type { Rehearsal, StoryPhase } from '../../lib/ipc/generated';
import { Announcements, type Change } from '../../lib/state/announcements';
import type { Session } from '../../lib/state/session.svelte';
import { RehearsalWatch } from './watch.svelte';

const CHANGE: Change = { kind: 'changed', payments: [], links: [], receivedAtMs: 0 };

const answer = (phase?: StoryPhase) =>
  ({ stories: [], run: phase ? { phase } : null }) as unknown as Rehearsal;

/** A page that can be hidden, and a program whose story is in this phase. */
function setting(phase?: StoryPhase) {
  let seen = () => {};
  const page = {
    hidden: false,
    addEventListener: (_name: string, listener: () => void) => (seen = listener),
    removeEventListener: () => (seen = () => {}),
  };
  vi.stubGlobal('document', page);
  const call = vi.fn(() => Promise.resolve(answer(phase)));
  const announcements = new Announcements();
  const watch = new RehearsalWatch({ call, announcements } as unknown as Session);
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

describe('RehearsalWatch', () => {
  it('asks at once and every second, and no more once another screen is open', async () => {
    const { watch, call } = setting();
    const stop = watch.watch();
    expect(call).toHaveBeenCalledTimes(1);
    await vi.advanceTimersByTimeAsync(3_000);
    expect(call).toHaveBeenCalledTimes(4);
    stop();
    await vi.advanceTimersByTimeAsync(3_000);
    expect(call).toHaveBeenCalledTimes(4);
  });

  it('follows a burst of changes only while a story is on, and not change by change', async () => {
    for (const [phase, asked] of [
      ['playing', 3],
      ['ended', 1],
    ] as const) {
      const { watch, call, announcements } = setting(phase);
      const stop = watch.watch();
      await vi.advanceTimersByTimeAsync(0);
      for (let index = 0; index < 30; index += 1) announcements.announce(CHANGE);
      await vi.advanceTimersByTimeAsync(900);
      expect(call, phase).toHaveBeenCalledTimes(asked);
      stop();
    }
  });

  it('asks nothing while nobody sees the page, and at once when it is seen again', async () => {
    const { watch, call, announcements, show } = setting('playing');
    watch.watch();
    await vi.advanceTimersByTimeAsync(0);
    show(true);
    announcements.announce(CHANGE);
    await vi.advanceTimersByTimeAsync(5_000);
    expect(call).toHaveBeenCalledTimes(1);
    show(false);
    expect(call).toHaveBeenCalledTimes(2);
  });

  it('plays what is asked for, and shows the answer at once', async () => {
    const { watch, call } = setting('playing');
    const story = { story: 'dispute', course: 'lost' } as const;
    const playing = watch.play(story);
    expect(watch.isAsking).toBe(true);
    await playing;
    expect(call).toHaveBeenCalledWith('play_story', story);
    expect([watch.isAsking, watch.isPlaying]).toEqual([false, true]);
    await watch.stop();
    expect(call).toHaveBeenLastCalledWith('stop_story', null);
  });

  it('says why a wish was not granted, until one is', async () => {
    const { watch, call } = setting('playing');
    call.mockRejectedValueOnce({ code: 'invalid_input', message: 'A story is being played.' });
    await watch.play({ story: 'outage' });
    expect(watch.refusal?.message).toBe('A story is being played.');
    await watch.play({ story: 'outage' });
    expect(watch.refusal).toBeNull();
  });

  it('keeps what it knows when a later answer does not come', async () => {
    const { watch, call } = setting('ended');
    watch.watch();
    await vi.advanceTimersByTimeAsync(0);
    call.mockRejectedValueOnce({ code: 'internal', message: 'No.' });
    await vi.advanceTimersByTimeAsync(1_000);
    expect(watch.error?.message).toBe('No.');
    expect(watch.run).not.toBeNull();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(watch.error).toBeNull();
  });
});
