// Keeps what a person reads where it is while rows come in above it. (WebKit has no scroll
// anchoring, and Chromium's loses its anchor in tables.)
import { tick } from 'svelte';

/** Call in a component's set-up; `rows` is read so that the place is kept whenever they change. */
export function keepPlace(scroller: () => HTMLElement | undefined, rows: () => unknown): void {
  $effect.pre(() => {
    rows();
    const box = scroller();
    if (!box || box.scrollTop === 0) return;
    const anchor = firstInSight(box);
    if (!anchor) return;
    const before = anchor.getBoundingClientRect().top;
    void tick().then(() => {
      if (anchor.isConnected) box.scrollTop += anchor.getBoundingClientRect().top - before;
    });
  });
}

function firstInSight(box: HTMLElement): Element | undefined {
  const top = box.getBoundingClientRect().top;
  return [...box.querySelectorAll('[data-row]')].find(
    (row) => row.getBoundingClientRect().top >= top,
  );
}
