// Where the rows of a long table lie, and which of them have to be drawn: all rows are of one height, and before some
// of them stands a heading of another.

export interface Heights {
  row: number;
  heading: number;
}

/** A stretch of rows, without the last. */
export interface Stretch {
  from: number;
  to: number;
}

/** A line that is drawn: room for what is not, the heading over a row, or a row. */
export type Line =
  | { kind: 'room'; height: number }
  | { kind: 'heading'; row: number }
  | { kind: 'row'; row: number };

/** Lines under one heading, whether that is drawn or not; `row` is the first of them that is. */
export interface Group {
  row: number;
  lines: Line[];
}

/** The tallest that a table is drawn, in pixels; browsers cut off what is taller than about 33 million. */
export const TALLEST = 30_000_000;
/** So many rows are drawn beyond those in sight, on each side. */
const BEYOND = 8;
/** The drawn stretch begins and ends at multiples of this, so that it does not change with every row scrolled. */
const STEP = 4;
/** So many are drawn while heights are unknown. */
const AT_FIRST = 40;
/** How far from its old place a row is looked for. */
const NEAR = 2_000;

export class Lines {
  /** `headings` are the rows before which one stands, ascending. */
  constructor(
    readonly count: number,
    readonly headings: readonly number[],
    readonly heights: Heights,
  ) {}

  get height(): number {
    return this.count * this.heights.row + this.headings.length * this.heights.heading;
  }

  /** How many headings stand before a row, its own among them. */
  headingsUpTo(row: number): number {
    let [low, high] = [0, this.headings.length];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if ((this.headings[middle] ?? Infinity) <= row) low = middle + 1;
      else high = middle;
    }
    return low;
  }

  hasHeading(row: number): boolean {
    return this.headings[this.headingsUpTo(row) - 1] === row;
  }

  /** Where a row begins, below its heading. */
  top(row: number): number {
    return row * this.heights.row + this.headingsUpTo(row) * this.heights.heading;
  }

  /** Where a row begins with its heading. */
  begin(row: number): number {
    if (row >= this.count) return this.height;
    return this.top(row) - (this.hasHeading(row) ? this.heights.heading : 0);
  }

  /** The row that lies at an offset, with its heading. */
  at(offset: number): number {
    let [low, high] = [0, Math.max(0, this.count - 1)];
    while (low < high) {
      const middle = (low + high + 1) >>> 1;
      if (this.begin(middle) <= offset) low = middle;
      else high = middle - 1;
    }
    return low;
  }

  /** The rows to be drawn where so much is in sight from an offset on. */
  around(offset: number, inSight: number): Stretch {
    if (this.heights.row <= 0) return { from: 0, to: Math.min(AT_FIRST, this.count) };
    const from = Math.max(0, this.at(offset) - BEYOND);
    const to = this.at(offset + inSight) + 1 + BEYOND;
    return {
      from: Math.floor(from / STEP) * STEP,
      to: Math.min(Math.ceil(to / STEP) * STEP, this.count),
    };
  }

  /**
   * What draws a stretch and, apart from it, one row that must not go, by headings; and the room after the last.
   * `shift` is how far below its offset the stretch has to lie.
   */
  draw(stretch: Stretch, kept: number | null, shift: number): { groups: Group[]; after: number } {
    const stretches = [stretch];
    const isApart = kept !== null && (kept < stretch.from || kept >= stretch.to);
    // Where offsets are shifted, there is no fixed place for a row out of sight.
    if (isApart && kept < this.count && shift === 0) stretches.push({ from: kept, to: kept + 1 });
    stretches.sort((a, b) => a.from - b.from);
    const groups: Group[] = [];
    let end = 0;
    for (const { from, to } of stretches) {
      const room = this.begin(from) + shift - end;
      for (let row = from; row < to; row += 1) {
        const group = this.#groupOf(row, groups);
        if (row === from && room > 0) group.lines.push({ kind: 'room', height: room });
        if (this.hasHeading(row)) group.lines.push({ kind: 'heading', row });
        group.lines.push({ kind: 'row', row });
      }
      end = this.begin(to) + shift;
    }
    return { groups, after: Math.max(0, drawnHeight(this.height) - end) };
  }

  /** The last group where the row lies under the same heading, else a new one. */
  #groupOf(row: number, groups: Group[]): Group {
    const last = groups.at(-1);
    if (last && this.headingsUpTo(last.row) === this.headingsUpTo(row)) return last;
    const group = { row, lines: [] };
    groups.push(group);
    return group;
  }
}

/** How tall a table is drawn. */
export function drawnHeight(height: number): number {
  return Math.min(height, TALLEST);
}

/** The offset in the table that a scroll position shows, where so much of it is in sight. */
export function offsetOf(scrolled: number, height: number, inSight: number): number {
  return scrolled * ratio(height, inSight);
}

/** The scroll position that shows an offset. */
export function scrollOf(offset: number, height: number, inSight: number): number {
  return offset / ratio(height, inSight);
}

/** How many pixels of the table one that is scrolled stands for: more than one beyond the tallest. */
function ratio(height: number, inSight: number): number {
  return height <= TALLEST ? 1 : (height - inSight) / (TALLEST - inSight);
}

/** The rows before which another group begins; `groupOf` says of which group one is. Rows of a group lie together. */
export function groupStarts<R>(rows: readonly R[], groupOf: (row: R) => string): number[] {
  const starts: number[] = [];
  const group = (index: number) => groupOf(rows[index] as R);
  let start = 0;
  while (start < rows.length) {
    starts.push(start);
    const name = group(start);
    // In steps that double, then by halves: most rows are never looked at.
    let [inside, step] = [start, 1];
    while (inside + step < rows.length && group(inside + step) === name) {
      inside += step;
      step *= 2;
    }
    let outside = Math.min(inside + step, rows.length);
    while (outside - inside > 1) {
      const middle = (inside + outside) >>> 1;
      if (group(middle) === name) inside = middle;
      else outside = middle;
    }
    start = outside;
  }
  return starts;
}

/** Where a row is now that was at an index; −1 where it is not near any more. */
export function indexNear(rows: readonly { id: string }[], id: string, index: number): number {
  for (let away = 0; away <= NEAR; away += 1) {
    if (rows[index + away]?.id === id) return index + away;
    if (rows[index - away]?.id === id) return index - away;
  }
  return -1;
}
