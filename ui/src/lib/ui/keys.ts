// How shortcuts are called on this computer.
import { t } from '../text/text';

const isApple = /mac|iphone|ipad/i.test(globalThis.navigator?.platform ?? '');

/** The key that goes with letters. */
export const COMMAND_KEY = isApple ? '⌘' : t('shortcuts-key-command');

/** Whether the key that goes with letters is held, and no other. */
export function isCommand(event: KeyboardEvent): boolean {
  return (isApple ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey;
}

/** Whether a key press is meant for a field, a list or a dialog rather than for the screen. */
export function isTyping(event: KeyboardEvent): boolean {
  const target = event.target;
  return (
    target instanceof Element &&
    target.closest(
      'input:not([type=checkbox]), textarea, select, [contenteditable], [role=listbox], dialog, [role=dialog]',
    ) !== null
  );
}
