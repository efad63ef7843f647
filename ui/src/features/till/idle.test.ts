import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';

import { Idle } from './idle';

const MINUTE = 60_000;

/** A window, or a document, that tells what a test tells it. */
function ground() {
  const heard = new EventTarget();
  return { heard, fire: (kind: string) => heard.dispatchEvent(new Event(kind)) };
}

function watched(minutes = 5) {
  const target = ground();
  const page = ground();
  const idle = new Idle(target.heard as unknown as Window, page.heard as unknown as Document);
  const left = vi.fn();
  return { target, page, idle, left, stop: idle.watch(minutes, left) };
}

describe('whether somebody is there', () => {
  beforeEach(() => vi.useFakeTimers());
  afterEach(() => vi.useRealTimers());

  test('a key or the mouse keeps it from being left', () => {
    const { target, left } = watched();
    for (const kind of ['keydown', 'pointermove', 'pointerdown', 'wheel']) {
      vi.advanceTimersByTime(4 * MINUTE);
      target.fire(kind);
    }
    vi.advanceTimersByTime(5 * MINUTE - 1);
    expect(left).not.toHaveBeenCalled();
    vi.advanceTimersByTime(1);
    expect(left).toHaveBeenCalledOnce();
  });

  test('who wakes a computer that slept is too late, also by the first move of the mouse', () => {
    for (const kind of ['pointermove', 'visibilitychange']) {
      const { target, page, left, stop } = watched();
      // Timers rest while it sleeps; the clock on the wall does not.
      vi.setSystemTime(Date.now() + 60 * MINUTE);
      (kind === 'visibilitychange' ? page : target).fire(kind);
      expect(left).toHaveBeenCalledOnce();
      stop();
    }
  });

  test('where nothing was watched for longer, it is left at once', () => {
    const { idle, left, stop } = watched();
    stop();
    vi.advanceTimersByTime(6 * MINUTE);
    expect(left).not.toHaveBeenCalled();
    idle.watch(5, left);
    expect(left).toHaveBeenCalledOnce();
  });

  test('who came back begins anew', () => {
    const { idle, left, stop } = watched();
    stop();
    vi.advanceTimersByTime(6 * MINUTE);
    idle.returned();
    idle.watch(5, left);
    vi.advanceTimersByTime(5 * MINUTE - 1);
    expect(left).not.toHaveBeenCalled();
  });
});
