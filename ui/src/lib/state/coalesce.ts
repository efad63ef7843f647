// Keeps a flood of wishes from becoming a flood of work.
import { untrack } from 'svelte';

/**
 * Runs `work` never more than once at a time. Calls while it runs lead to one more run after it,
 * however many they are. The promise settles with the first run that began after its call. What the work reads
 * does not become a dependency of an effect that asked for it.
 */
export function coalesced(work: () => Promise<void>): () => Promise<void> {
  let running: Promise<void> | null = null;
  let next: Promise<void> | null = null;
  const run = (): Promise<void> => {
    if (running) {
      next ??= running
        .catch(() => {})
        .then(() => {
          next = null;
          return run();
        });
      return next;
    }
    running = untrack(work).finally(() => (running = null));
    return running;
  };
  return run;
}

/** The same, but each run waits for `milliseconds` first: for what lets others go before it. */
export function unhurried(work: () => Promise<void>, milliseconds: number): () => Promise<void> {
  return coalesced(async () => {
    await new Promise((resolve) => setTimeout(resolve, milliseconds));
    await work();
  });
}

/** Calls `work` once no call has come for `milliseconds`. */
export function debounced(work: () => void, milliseconds: number): () => void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  return () => {
    clearTimeout(timer);
    timer = setTimeout(work, milliseconds);
  };
}
