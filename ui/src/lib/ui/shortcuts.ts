// The keyboard shortcuts of the app: what the list of them shows, and what the controls behind them say.
import { t } from '../text/text';
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

const ENTER = t('shortcuts-key-enter');
const ESCAPE = t('shortcuts-key-escape');

/** For `aria-keyshortcuts`: a key with the one that goes with letters, here or on an Apple computer. */
const withCommand = (key: string) => `Control+${key} Meta+${key}`;

export const SEARCH: ControlShortcut = {
  does: t('shortcuts-search'),
  keys: [[COMMAND_KEY, 'K']],
  aria: withCommand('K'),
};

export const SHORTCUTS: ControlShortcut = {
  does: t('shortcuts-list'),
  keys: [['?']],
  aria: '?',
};

export const CLOSE: Shortcut = { does: t('shortcuts-close'), keys: [[ESCAPE]] };

export const FIND: ControlShortcut = {
  does: t('shortcuts-find'),
  keys: [['/']],
  aria: '/',
};

export const CHOOSE: ControlShortcut = {
  does: t('shortcuts-choose'),
  keys: [['X']],
  aria: 'x',
};

export const SEND: ControlShortcut = {
  does: t('shortcuts-send'),
  keys: [[COMMAND_KEY, ENTER]],
  aria: withCommand('Enter'),
};

export const GROUPS: readonly ShortcutGroup[] = [
  {
    title: t('shortcuts-everywhere'),
    shortcuts: [
      SEARCH,
      SHORTCUTS,
      CLOSE,
      { does: t('shortcuts-zoom-in'), keys: [[COMMAND_KEY, '+']] },
      { does: t('shortcuts-zoom-out'), keys: [[COMMAND_KEY, '−']] },
      { does: t('shortcuts-zoom-reset'), keys: [[COMMAND_KEY, '0']] },
    ],
  },
  {
    title: t('shortcuts-in-lists'),
    shortcuts: [
      FIND,
      { does: t('shortcuts-next-row'), keys: [['↓'], ['J']] },
      { does: t('shortcuts-row-before'), keys: [['↑'], ['K']] },
      { does: t('shortcuts-ten-on'), keys: [[t('shortcuts-key-page-down')]] },
      { does: t('shortcuts-ten-back'), keys: [[t('shortcuts-key-page-up')]] },
      { does: t('shortcuts-first-row'), keys: [[t('shortcuts-key-home')]] },
      { does: t('shortcuts-last-row'), keys: [[t('shortcuts-key-end')]] },
      { does: t('shortcuts-open-row'), keys: [[ENTER]] },
      CHOOSE,
      { does: t('shortcuts-choose-all'), keys: [[COMMAND_KEY, 'A']] },
    ],
  },
  {
    title: t('shortcuts-in-form'),
    shortcuts: [SEND, { does: t('shortcuts-next-answer'), keys: [[ENTER]] }],
  },
  {
    title: t('shortcuts-at-counter'),
    shortcuts: [{ does: t('shortcuts-leave-counter'), keys: [[ESCAPE]] }],
  },
];

/** "Ctrl K", for a title or beside a label. */
export function keysText(shortcut: Shortcut): string {
  return shortcut.keys.map((way) => way.join(' ')).join(', ');
}
