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

/** Attach to a table; `onmove` hears the id of the row that the focus came to. */
export function rowKeys(onmove: (id: string) => void): Attachment<HTMLElement> {
  return (table) => {
    const keydown = (event: KeyboardEvent) => {
      const step = STEPS[event.key];
      if (!step || event.ctrlKey || event.metaKey || event.altKey || isTyping(event)) return;
      const isLetter = event.key.length === 1;
      // Arrows scroll a panel that has the focus; letters mean the list wherever one is.
      if (!isLetter && !isInside(table)) return;
      if (move(table, step, onmove)) event.preventDefault();
    };
    window.addEventListener('keydown', keydown);
    return () => window.removeEventListener('keydown', keydown);
  };
}

function isInside(table: HTMLElement): boolean {
  const active = document.activeElement;
  return active === document.body || table.contains(active);
}

function move(table: HTMLElement, step: Step, onmove: (id: string) => void): boolean {
  const rows = [...table.querySelectorAll<HTMLButtonElement>(ROW)];
  if (rows.length === 0) return false;
  const at = rows.findIndex((row) => row === document.activeElement);
  const from = at >= 0 ? at : rows.findIndex((row) => row.tabIndex === 0);
  const isFirstStep = at < 0;
  const to = rows[isFirstStep ? Math.max(from, 0) : step(at, rows.length - 1)];
  if (!to) return false;
  to.focus({ preventScroll: true });
  to.scrollIntoView({ block: 'nearest' });
  onmove(to.dataset.row ?? '');
  return true;
}

/** Puts the focus on a row, as after closing what it had opened. */
export function focusRow(id: string): void {
  document.querySelector<HTMLButtonElement>(`${ROW}[data-row="${CSS.escape(id)}"]`)?.focus();
}
