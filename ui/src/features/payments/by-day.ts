// Rows put together by the day on which they began.

export interface Day<R> {
  key: string;
  /** Some second of that day. */
  at: number;
  rows: R[];
}

/** Groups rows that are in order; `dayKey` names the day of a second. */
export function byDay<R extends { created: number }>(
  rows: readonly R[],
  dayKey: (seconds: number) => string,
): Day<R>[] {
  const days: Day<R>[] = [];
  for (const row of rows) {
    const key = dayKey(row.created);
    const last = days.at(-1);
    if (last?.key === key) last.rows.push(row);
    else days.push({ key, at: row.created, rows: [row] });
  }
  return days;
}
