// Which rows of a list are chosen, by their ids.

interface Row {
  id: string;
}

export class Choice {
  ids = $state.raw<ReadonlySet<string>>(new Set());

  /** Where a range begins: the row that was chosen by itself last. */
  #anchor: string | null = null;
  readonly #most: number;

  /** `most` is how many can be chosen. */
  constructor(most = Infinity) {
    this.#most = most;
  }

  /** Whether no more can be chosen. */
  get isFull(): boolean {
    return this.ids.size >= this.#most;
  }

  has(id: string): boolean {
    return this.ids.has(id);
  }

  /** Chooses a row, or takes that back. */
  toggle(id: string): void {
    this.#anchor = id;
    if (this.ids.has(id)) this.only([...this.ids].filter((other) => other !== id));
    else this.#add([id]);
  }

  /** Chooses the rows from the one that was chosen last to this one. */
  extend(rows: readonly Row[], id: string): void {
    const to = rows.findIndex((row) => row.id === id);
    const from = rows.findIndex((row) => row.id === this.#anchor);
    if (from < 0 || to < 0) this.#add([id]);
    else this.#add(idsOf(rows.slice(Math.min(from, to), Math.max(from, to) + 1)));
  }

  /** Whether each of the rows is chosen. */
  isAll(rows: readonly Row[]): boolean {
    return this.ids.size > 0 && rows.every(({ id }) => this.ids.has(id));
  }

  /** Chooses all rows; none where all are. */
  toggleAll(rows: readonly Row[]): void {
    if (this.isAll(rows)) this.clear();
    else this.only(idsOf(rows));
  }

  /** Chooses these and no others. */
  only(ids: readonly string[]): void {
    this.ids = new Set(ids.slice(0, this.#most));
  }

  clear(): void {
    this.#anchor = null;
    if (this.ids.size > 0) this.ids = new Set();
  }

  #add(ids: readonly string[]): void {
    this.only([...new Set([...this.ids, ...ids])]);
  }
}

function idsOf(rows: readonly Row[]): string[] {
  return rows.map(({ id }) => id);
}
