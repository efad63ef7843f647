// A long table of which only the rows in sight are in the page. What a person reads stays where it is while rows come
// in above it, and the row that has the focus stays in the page wherever it is scrolled to.
import { flushSync, tick, untrack } from 'svelte';
import type { Attachment } from 'svelte/attachments';

import { indexNear, Lines, offsetOf, scrollOf } from './lines';
import { rowButton, type RowWalk } from './row-keys';

/** How much stays in sight before and after a row that the keyboard comes to. */
const BEFORE = 48;
const AFTER = 12;
/** How many rows are tried as the one that stays where it is. */
const ANCHORS = 20;

interface Source<R> {
  rows: () => readonly R[];
  /** The rows before which a heading stands, ascending. */
  headings: () => readonly number[];
  /** The id of the row that is open. */
  open: () => string | undefined;
  /** What was asked: another question is answered from the top. */
  question: () => unknown;
}

interface Before<R> {
  rows: readonly R[];
  lines: Lines;
  question: unknown;
}

export class VirtualRows<R extends { id: string }> implements RowWalk {
  /** Measured, since the person's settings may change them. */
  rowHeight = $state(0);
  headingHeight = $state(0);
  /** How wide the table may be. */
  width = $state(0);

  readonly #source: Source<R>;
  #box: HTMLElement | undefined;
  #scrolled = $state(0);
  #inSight = $state(0);
  /** The row that the keyboard is or was at. */
  #at = $state.raw<{ id: string; index: number } | null>(null);
  #hasFocus = $state(false);

  readonly lines = $derived.by(
    () =>
      new Lines(this.#source.rows().length, this.#source.headings(), {
        row: this.rowHeight,
        heading: this.headingHeight,
      }),
  );
  readonly #offset = $derived(offsetOf(this.#scrolled, this.lines.height, this.#inSight));
  readonly #around = $derived(this.lines.around(this.#offset, this.#inSight));
  // Numbers, so that scrolling within them draws nothing anew.
  readonly #from = $derived(this.#around.from);
  readonly #to = $derived(this.#around.to);
  readonly #shift = $derived(this.#scrolled - this.#offset);
  readonly #kept = $derived(this.#hasFocus && this.#at ? this.#at.index : null);

  /** What is in the page, and the room between. */
  readonly drawn = $derived(
    this.lines.draw({ from: this.#from, to: this.#to }, this.#kept, this.#shift),
  );

  /** The one row that Tab comes to: the last that had the focus, the open one, or the first in sight. */
  readonly stop = $derived.by(() => {
    const rows = this.#source.rows();
    const at = this.#at;
    const isDrawn = at && (this.#kept !== null || this.#isAround(at.index));
    if (isDrawn && rows[at.index]?.id === at.id) return at.index;
    const open = this.#source.open();
    const index = rows.slice(this.#from, this.#to).findIndex(({ id }) => id === open);
    return index >= 0 ? this.#from + index : this.#firstInSight();
  });

  /** Call in a component's set-up. */
  constructor(source: Source<R>) {
    this.#source = source;
    let before: Before<R> | null = null;
    $effect.pre(() => {
      const now = { rows: source.rows(), lines: this.lines, question: source.question() };
      const last = before;
      before = now;
      if (last) untrack(() => this.#stay(last, now));
    });
  }

  /** Attach to the table; it scrolls with the panel that it lies in. */
  readonly attach: Attachment<HTMLTableElement> = (table) => {
    const box = table.closest<HTMLElement>('[data-scroller]');
    if (!box) return;
    this.#box = box;
    this.#scrolled = box.scrollTop;
    const measure = () => {
      this.#inSight = box.clientHeight - (table.tHead?.offsetHeight ?? 0);
      this.width = box.clientWidth;
    };
    const scroll = () => (this.#scrolled = box.scrollTop);
    const focus = () => (this.#hasFocus = table.contains(document.activeElement));
    measure();
    const sizes = new ResizeObserver(measure);
    sizes.observe(box);
    box.addEventListener('scroll', scroll, { passive: true });
    table.addEventListener('focusin', focus);
    table.addEventListener('focusout', () => queueMicrotask(focus));
    return () => {
      sizes.disconnect();
      box.removeEventListener('scroll', scroll);
    };
  };

  /** Hears that a row has the focus. */
  focused(id: string, index: number): void {
    this.#at = { id, index };
  }

  // The keyboard goes through all rows, drawn or not.

  get length(): number {
    return this.#source.rows().length;
  }

  current(): number {
    return this.#hasFocus && this.#at ? this.#at.index : -1;
  }

  resume(): number {
    return this.stop;
  }

  focus(index: number): string | undefined {
    const id = this.#source.rows()[index]?.id;
    if (id === undefined) return undefined;
    this.#show(index);
    flushSync();
    rowButton(id)?.focus({ preventScroll: true });
    return id;
  }

  /** Puts the focus on a row near those in sight, as after closing what it had opened. */
  focusRow(id: string): void {
    const index = indexNear(this.#source.rows(), id, this.#at?.index ?? this.#from);
    if (index >= 0) this.focus(index);
  }

  #isAround(index: number): boolean {
    return this.#from <= index && index < this.#to;
  }

  #firstInSight(): number {
    const row = this.lines.at(this.#offset);
    const isWhole = this.lines.top(row) >= this.#offset;
    return isWhole ? row : Math.min(row + 1, this.lines.count - 1);
  }

  /** Scrolls no further than it takes to see a row. */
  #show(index: number): void {
    const top = this.lines.top(index);
    const least = top + this.rowHeight + AFTER - this.#inSight;
    const most = Math.max(0, top - BEFORE);
    const to = Math.min(Math.max(this.#offset, least), most);
    if (to !== this.#offset) this.#scrollTo(to);
  }

  #scrollTo(offset: number): void {
    const scrolled = scrollOf(Math.max(0, offset), this.lines.height, this.#inSight);
    if (this.#box) this.#box.scrollTop = scrolled;
    // As the browser took it: it knows the end, and rounds.
    this.#scrolled = this.#box?.scrollTop ?? scrolled;
  }

  /** Keeps what is in sight where it is, though other rows lie above it now. */
  #stay(last: Before<R>, now: Before<R>): void {
    if (this.#at) {
      const index = indexNear(now.rows, this.#at.id, this.#at.index);
      this.#at = index < 0 ? null : { ...this.#at, index };
    }
    if (last.question !== now.question) this.#moveBy(-this.#offset);
    else if (this.#scrolled > 0) this.#moveBy(moved(last, now, this.#scrolled, this.#inSight));
  }

  /** The rows are drawn for the new place at once, and the box is scrolled there when they are. */
  #moveBy(delta: number): void {
    if (delta === 0) return;
    const offset = this.#offset + delta;
    this.#scrolled = scrollOf(Math.max(0, offset), this.lines.height, this.#inSight);
    void tick().then(() => this.#scrollTo(offset));
  }
}

/** How far the first row in sight that is still there has moved. */
function moved<R extends { id: string }>(
  last: Before<R>,
  now: Before<R>,
  scrolled: number,
  inSight: number,
): number {
  const offset = offsetOf(scrolled, last.lines.height, inSight);
  const first = last.lines.at(offset);
  for (let row = first; row < Math.min(first + ANCHORS, last.rows.length); row += 1) {
    const id = last.rows[row]?.id;
    if (id === undefined || last.lines.top(row) < offset) continue;
    const index = indexNear(now.rows, id, row);
    if (index >= 0) {
      const before = last.lines.top(row) - offset;
      return now.lines.top(index) - before - offsetOf(scrolled, now.lines.height, inSight);
    }
  }
  return 0;
}
