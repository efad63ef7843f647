// What is new among rows that were fetched again.

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
  return arrivalsBeside(new Set(before.map((row) => row.id)), rows);
}

/** The same, beside the ids that are known. */
export function arrivalsBeside<R extends { id: string }>(
  known: ReadonlySet<string>,
  rows: readonly R[],
): R[] {
  const lastKnown = rows.findLastIndex((row) => known.has(row.id));
  const upper = lastKnown < 0 ? rows : rows.slice(0, lastKnown);
  return upper.filter((row) => !known.has(row.id));
}
