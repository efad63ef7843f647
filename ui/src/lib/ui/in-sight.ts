// Notices when the end of a list comes near.
import type { Attachment } from 'svelte/attachments';

/** Calls back each time the element comes within 600 px of being seen. */
export function inSight(callback: () => void): Attachment<HTMLElement> {
  return (element) => {
    const root = element.closest('[data-scroller]');
    const observer = new IntersectionObserver(
      (entries) => entries.some((entry) => entry.isIntersecting) && callback(),
      { root, rootMargin: '600px' },
    );
    observer.observe(element);
    return () => observer.disconnect();
  };
}
