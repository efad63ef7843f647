// The keyboard shortcuts of the app: what the list of them shows, and what the controls behind them say.
import { COMMAND_KEY } from './keys';

export interface Shortcut {
  does: string;
  /** One or several ways; the keys of a way are pressed together. */
  keys: readonly (readonly string[])[];
}

/** A shortcut of a control, which tells of it as `aria-keyshortcuts` wants it. */
export interface ControlShortcut extends Shortcut {
  aria: string;
}

export interface ShortcutGroup {
  title: string;
  shortcuts: readonly Shortcut[];
}

export const SEARCH: ControlShortcut = {
  does: 'Search and commands',
  keys: [[COMMAND_KEY, 'K']],
  aria: 'Control+K Meta+K',
};

export const SHORTCUTS: ControlShortcut = {
  does: 'Keyboard shortcuts',
  keys: [['?']],
  aria: '?',
};

export const FIND: ControlShortcut = { does: 'Search the list', keys: [['/']], aria: '/' };

export const CHOOSE: ControlShortcut = {
  does: 'Choose the link, to open or close several at once',
  keys: [['X']],
  aria: 'x',
};

export const SEND: ControlShortcut = {
  does: 'Create the link, or save its changes',
  keys: [[COMMAND_KEY, 'Enter']],
  aria: 'Control+Enter Meta+Enter',
};

export const GROUPS: readonly ShortcutGroup[] = [
  {
    title: 'On every page',
    shortcuts: [
      SEARCH,
      SHORTCUTS,
      { does: 'Close what is open, or go back to the list', keys: [['Esc']] },
    ],
  },
  {
    title: 'In the lists of payments and links',
    shortcuts: [
      FIND,
      { does: 'Next row', keys: [['↓'], ['J']] },
      { does: 'Row before', keys: [['↑'], ['K']] },
      { does: 'Ten rows on', keys: [['Page Down']] },
      { does: 'Ten rows back', keys: [['Page Up']] },
      { does: 'First row', keys: [['Home']] },
      { does: 'Last row', keys: [['End']] },
      { does: 'Open the row', keys: [['Enter']] },
      CHOOSE,
    ],
  },
  {
    title: 'While you write a link',
    shortcuts: [SEND, { does: 'On to the next answer of a question', keys: [['Enter']] }],
  },
  { title: 'At the counter', shortcuts: [{ does: 'Leave the counter', keys: [['Esc']] }] },
];

/** "Ctrl K", for a title or beside a label. */
export function keysText(shortcut: Shortcut): string {
  return shortcut.keys.map((way) => way.join(' ')).join(', ');
}
