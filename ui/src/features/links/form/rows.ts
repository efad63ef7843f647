// Where the keyboard goes on when a row was added or taken away.
import { tick } from 'svelte';

const FIELDS = 'input:not([type=radio]):not([tabindex="-1"]), select, textarea';

/** Gives the first field of a row the focus. */
export async function focusRow(list: HTMLElement | undefined, index: number): Promise<void> {
  await tick();
  const row = rowsOf(list)[index];
  // A button that takes the row away may stand before its fields.
  (row?.querySelector<HTMLElement>(FIELDS) ?? row?.querySelector<HTMLElement>('button'))?.focus();
}

/** After a row is gone: the next one's button for the same, else the one before it, else what adds one. */
export async function focusAfterRemoval(
  list: HTMLElement | undefined,
  index: number,
): Promise<void> {
  await tick();
  const rows = rowsOf(list);
  const next = rows[Math.min(index, rows.length - 1)];
  const button = next?.querySelector<HTMLElement>('[data-remove]');
  (button ?? list?.querySelector<HTMLElement>('[data-add]'))?.focus();
}

/** Rows of this list, not of one within it. */
function rowsOf(list: HTMLElement | undefined): HTMLElement[] {
  const all = [...(list?.querySelectorAll<HTMLElement>('[data-row]') ?? [])];
  return all.filter((row) => row.parentElement?.closest('[data-rows]') === list);
}
