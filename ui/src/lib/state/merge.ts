// Puts a freshly fetched first page on top of rows that were loaded before.

/** Rows in order, and the cursor of what follows them. */
export interface Rows<R> {
  rows: R[];
  next: string | null;
}

/**
 * The first page is the truth down to its last row; below it stay the rows that were loaded
 * before. When the page and the loaded rows share none, so much came in between that there would
 * be a hole: then the page stands alone, and the rest is loaded again as it is scrolled to.
 */
export function mergeFirstPage<R extends { id: string }>(loaded: Rows<R>, page: Rows<R>): Rows<R> {
  if (page.next === null) return page;
  const inPage = new Set(page.rows.map((row) => row.id));
  const lastShared = loaded.rows.findLastIndex((row) => inPage.has(row.id));
  if (lastShared < 0) return page;
  const tail = loaded.rows.slice(lastShared + 1);
  if (tail.length === 0) return page;
  return { rows: [...page.rows, ...tail], next: loaded.next };
}

/** The rows with some of them replaced, or taken out where the replacement is null. */
export function replaceRows<R extends { id: string }>(
  rows: readonly R[],
  replacements: ReadonlyMap<string, R | null>,
): R[] {
  return rows.flatMap((row) => {
    const replacement = replacements.get(row.id);
    return replacement === undefined ? [row] : replacement === null ? [] : [replacement];
  });
}

/** The fetched rows, with the very objects of before where nothing in them changed. */
export function keepUnchanged<R extends { id: string }>(before: readonly R[], rows: R[]): R[] {
  const known = new Map(before.map((row) => [row.id, row]));
  return rows.map((row) => {
    const old = known.get(row.id);
    return old && JSON.stringify(old) === JSON.stringify(row) ? old : row;
  });
}

/**
 * The rows that came in on top, or between others, since `before`. Rows at the end that were not
 * there before have only moved up from further down.
 */
export function arrivals<R extends { id: string }>(before: readonly R[], rows: readonly R[]): R[] {
  const known = new Set(before.map((row) => row.id));
  const lastKnown = rows.findLastIndex((row) => known.has(row.id));
  const upper = lastKnown < 0 ? rows : rows.slice(0, lastKnown);
  return upper.filter((row) => !known.has(row.id));
}
