// Looking at something again and again, for as long as somebody sees it.
import type { Announcements, Listener } from './announcements';

/**
 * Looks now, every so many milliseconds, when the window is seen again, and when told to, until the
 * returned function is called; made for an `$effect`. What nobody sees need not be fetched.
 */
export function whileSeen(
  announcements: Announcements,
  everyMs: number,
  look: () => void,
  listeners: (lookIfSeen: () => void) => Listener,
): () => void {
  const lookIfSeen = () => {
    if (!document.hidden) look();
  };
  lookIfSeen();
  const timer = setInterval(lookIfSeen, everyMs);
  document.addEventListener('visibilitychange', lookIfSeen);
  const deaf = announcements.listen(listeners(lookIfSeen));
  return () => {
    clearInterval(timer);
    document.removeEventListener('visibilitychange', lookIfSeen);
    deaf();
  };
}
