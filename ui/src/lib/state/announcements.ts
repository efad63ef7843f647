// Tells the views in sight what changed, and how long it took until they showed it.
import { tick } from 'svelte';

import type { Announcement } from '../ipc/generated';

export type Change = Extract<Announcement, { kind: 'changed' }>;

/** What a view wants to hear. */
export interface Listener {
  /** Payments or links changed. */
  changed?(change: Change): void;
  /** The state of the app changed. */
  state?(): void;
  /** Links of a table were made. */
  linkTable?(): void;
  /** The import of the history went on. */
  history?(): void;
  /** A payment is to be heard. */
  chime?(): void;
  /** A link from outside names a place. */
  place?(): void;
  /** Announcements may have been missed: anything may have changed. */
  resync?(): void;
}

export class Announcements {
  readonly #listeners = new Set<Listener>();

  /** Listens until the returned function is called; made to be returned from an `$effect`. */
  listen(listener: Listener): () => void {
    this.#listeners.add(listener);
    return () => void this.#listeners.delete(listener);
  }

  announce(announcement: Announcement): void {
    for (const listener of this.#listeners) {
      if (announcement.kind === 'changed') listener.changed?.(announcement);
      else if (announcement.kind === 'link_table') listener.linkTable?.();
      else if (announcement.kind === 'history') listener.history?.();
      else if (announcement.kind === 'chime') listener.chime?.();
      else if (announcement.kind === 'place') listener.place?.();
      else listener.state?.();
    }
  }

  resync(): void {
    for (const listener of this.#listeners) listener.resync?.();
  }
}

/** Changes that were announced and not yet fetched. */
export class PendingChanges {
  #changes: Change[] = [];

  add(change: Change): void {
    this.#changes.push(change);
  }

  take(): Change[] {
    const taken = this.#changes;
    this.#changes = [];
    return taken;
  }
}

const MEASURE = 'event-to-row';
/** The window stays open all day; the browser would keep every measure. */
const MOST_MEASURES = 1_000;

/**
 * Once the rows stand in the page, notes for each change how long they took since the event
 * reached the receiver, as a `performance` measure that tests and the curious can read.
 */
export async function measureDrawn(
  changes: readonly Change[],
  isInView: (payment: string) => boolean,
): Promise<void> {
  const seen = changes.filter((change) => change.payments.some(isInView));
  if (seen.length === 0) return;
  await tick();
  await new Promise(requestAnimationFrame);
  if (performance.getEntriesByName(MEASURE).length >= MOST_MEASURES) {
    performance.clearMeasures(MEASURE);
  }
  const end = performance.now();
  for (const { payments, receivedAtMs } of seen) {
    const start = receivedAtMs - performance.timeOrigin;
    // What was received before this page began cannot be measured on its clock.
    if (start >= 0 && start <= end)
      performance.measure(MEASURE, { start, end, detail: { payments } });
  }
}
