// Moves through the rows of a table by keyboard: arrows, j and k, Home and End.
import type { Attachment } from 'svelte/attachments';

import { isTyping } from './keys';

/** The button in each row that takes the focus; its `data-row` is the row's id. */
const ROW = 'button[data-row]';

type Step = (index: number, last: number) => number;

const STEPS: Record<string, Step> = {
  ArrowDown: (index, last) => Math.min(index + 1, last),
  ArrowUp: (index) => Math.max(index - 1, 0),
  j: (index, last) => Math.min(index + 1, last),
  k: (index) => Math.max(index - 1, 0),
  Home: () => 0,
  End: (_index, last) => last,
  PageDown: (index, last) => Math.min(index + 10, last),
  PageUp: (index) => Math.max(index - 10, 0),
};

/** The rows of a table as the keyboard goes through them, whether all of them are in the page or not. */
export interface RowWalk {
  readonly length: number;
  /** The row that has the focus; −1 where none has. */
  current(): number;
  /** The row at which the keyboard goes on: the one that Tab comes to. */
  resume(): number;
  /** Gives a row the focus and brings it into sight; says its id. */
  focus(index: number): string | undefined;
}

/** Attach to a table; `onmove` hears the id of the row that the focus came to. */
export function rowKeys(onmove: (id: string) => void, walk?: RowWalk): Attachment<HTMLElement> {
  return (table) => {
    const keydown = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      if (
        event.defaultPrevented ||
        !step ||
        event.ctrlKey ||
        event.metaKey ||
        event.altKey ||
        isTyping(event)
      )
        return;
      const isLetter = event.key.length === 1;
      // Arrows scroll a panel that has the focus; letters mean the list wherever one is.
      if (!isLetter && !isInside(table)) return;
      if (move(walk ?? drawnRows(table), step, onmove)) event.preventDefault();
    };
    window.addEventListener('keydown', keydown);
    return () => window.removeEventListener('keydown', keydown);
  };
}

function isInside(table: HTMLElement): boolean {
  const active = document.activeElement;
  return active === document.body || table.contains(active);
}

function move(walk: RowWalk, step: Step, onmove: (id: string) => void): boolean {
  if (walk.length === 0) return false;
  const at = walk.current();
  const id = walk.focus(at < 0 ? Math.max(walk.resume(), 0) : step(at, walk.length - 1));
  if (id !== undefined) onmove(id);
  return id !== undefined;
}

/** The rows of a table that are all in the page. */
function drawnRows(table: HTMLElement): RowWalk {
  const rows = [...table.querySelectorAll<HTMLButtonElement>(ROW)];
  return {
    length: rows.length,
    current: () => rows.findIndex((row) => row === document.activeElement),
    resume: () => rows.findIndex((row) => row.tabIndex === 0),
    focus: (index) => {
      const row = rows[index];
      row?.focus({ preventScroll: true });
      row?.scrollIntoView({ block: 'nearest' });
      return row?.dataset.row;
    },
  };
}

/** The button of a row, where it is in the page. */
export function rowButton(id: string): HTMLButtonElement | null {
  return document.querySelector<HTMLButtonElement>(`${ROW}[data-row="${CSS.escape(id)}"]`);
}

/** Puts the focus on a row, as after closing what it had opened. */
export function focusRow(id: string): void {
  rowButton(id)?.focus();
}
