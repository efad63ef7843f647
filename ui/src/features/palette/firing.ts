// Which of the shortcuts that work on every page a key press is.
import { isCommand, isTyping } from '../../lib/ui/keys';

export type Fired = 'search' | 'shortcuts' | 'find';

const SINGLE_KEYS = new Map<string, Fired>([
  ['?', 'shortcuts'],
  ['/', 'find'],
]);

/** A menu that is open stays open behind a dialog; so it is closed first. */
function isInMenu({ target }: KeyboardEvent): boolean {
  return target instanceof Element && target.closest('[role=menu]') !== null;
}

/** A single key means something only where it is not being typed; Shift may be needed to type it. */
export function firedBy(event: KeyboardEvent): Fired | null {
  if (event.isComposing || isInMenu(event)) return null;
  if (event.key.toLowerCase() === 'k' && isCommand(event)) return 'search';
  const isHeld = event.ctrlKey || event.metaKey || event.altKey;
  return isHeld || isTyping(event) ? null : (SINGLE_KEYS.get(event.key) ?? null);
}
