// The time, for everything on the page that ages.

const TICK_MS = 5_000;

export class Clock {
  /** Now, in milliseconds since 1970, a few seconds old at most. */
  now = $state(Date.now());
  /** Today's date: changes at midnight, and when the computer wakes on another day. */
  readonly today = $derived(new Date(this.now).toDateString());

  /** Ticks until the returned function is called. */
  start(): () => void {
    const tick = () => (this.now = Date.now());
    const timer = setInterval(tick, TICK_MS);
    // Timers rest while the window is hidden; looking at it again shows the right time at once.
    document.addEventListener('visibilitychange', tick);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', tick);
    };
  }
}
