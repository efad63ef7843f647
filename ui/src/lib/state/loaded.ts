// The rows of a list that were loaded so far. However many they are, putting a fresh first page on top of them looks only
// at rows near the top.

import { arrivalsBeside, keepUnchanged } from './merge';

/** Rows in order, and the cursor of what follows them. */
export interface Rows<R> {
  rows: R[];
  next: string | null;
}

export class Loaded<R extends { id: string }> {
  readonly rows: readonly R[];
  readonly next: string | null;
  /** Of all rows; handed on from one to the next, which is the only one that is looked at from then on. */
  readonly #ids: Set<string>;

  private constructor(rows: readonly R[], next: string | null, ids: Set<string>) {
    this.rows = rows;
    this.next = next;
    this.#ids = ids;
  }

  static of<R extends { id: string }>({ rows, next }: Rows<R>): Loaded<R> {
    return new Loaded(rows, next, new Set(rows.map(({ id }) => id)));
  }

  has(id: string): boolean {
    return this.#ids.has(id);
  }

  /** With the page that follows. */
  followedBy(page: Rows<R>): Loaded<R> {
    const added = page.rows.filter(({ id }) => !this.#ids.has(id));
    for (const { id } of added) this.#ids.add(id);
    return new Loaded([...this.rows, ...added], page.next, this.#ids);
  }

  /**
   * The first page is the truth down to its last row; below it stay the rows that were loaded before. When the page
   * and the loaded rows share none, so much came in between that there would be a hole: then the page stands alone, and
   * the rest is loaded again as it is scrolled to. Rows in which nothing changed are the very objects of before.
   */
  under(page: Rows<R>): Loaded<R> {
    const known = this.#upTo(page);
    const rows = keepUnchanged(known, page.rows);
    const tail = page.next === null || known.length === 0 ? [] : this.rows.slice(known.length);
    if (tail.length === 0) return Loaded.of({ rows, next: page.next });
    for (const { id } of known) this.#ids.delete(id);
    for (const { id } of rows) this.#ids.add(id);
    return new Loaded([...rows, ...tail], this.next, this.#ids);
  }

  /** Only a page; rows in which nothing changed are the very objects of before. */
  only(page: Rows<R>): Loaded<R> {
    return Loaded.of({ rows: keepUnchanged(this.#upTo(page), page.rows), next: page.next });
  }

  /** With some rows replaced, or taken out where the replacement is null. */
  replaced(replacements: ReadonlyMap<string, R | null>): Loaded<R> {
    const rows = this.rows.flatMap((row) => {
      const replacement = replacements.get(row.id);
      return replacement === undefined ? [row] : replacement === null ? [] : [replacement];
    });
    for (const [id, replacement] of replacements) if (replacement === null) this.#ids.delete(id);
    return new Loaded(rows, this.next, this.#ids);
  }

  /** The rows of a page that are on top of these, or between them. */
  arrivals(page: Rows<R>): R[] {
    return arrivalsBeside(this.#ids, page.rows);
  }

  /** The rows down to the last that a page has as well. */
  #upTo(page: Rows<R>): readonly R[] {
    const shared = new Set(page.rows.map(({ id }) => id).filter((id) => this.#ids.has(id)));
    let left = shared.size;
    let end = 0;
    while (left > 0 && end < this.rows.length) {
      if (shared.has(this.rows[end]?.id ?? '')) left -= 1;
      end += 1;
    }
    return this.rows.slice(0, end);
  }
}
