// Times as they are typed into a search: `last:7d`, `on:yesterday`, `from:2026-11-01`.

/** A stretch of time in Unix seconds: from its first second until the second after it. */
export interface Span {
  from?: number;
  to?: number;
}

const HOUR_MS = 3_600_000;

/** How far each unit goes back. A day is one of the calendar's, whose clocks may change in it. */
const UNITS: Record<string, (start: Date, count: number) => void> = {
  h: (start, count) => start.setTime(start.getTime() - count * HOUR_MS),
  d: (start, count) => start.setDate(start.getDate() - count),
  w: (start, count) => start.setDate(start.getDate() - 7 * count),
  m: (start, count) => monthsBack(start, count),
  y: (start, count) => monthsBack(start, 12 * count),
};

/** A month before the 31st of one is the last day of a month that has no 31st. */
function monthsBack(start: Date, count: number): void {
  const day = start.getDate();
  start.setMonth(start.getMonth() - count);
  if (start.getDate() !== day) start.setDate(0);
}

/** `last:7d`, `on:today`, `on:2026-11-24`; null for what is none. */
export function spanOf(key: 'last' | 'on', value: string, nowMs: number): Span | null {
  if (key === 'on') {
    const from = dayFrom(value, nowMs);
    if (from === null) return null;
    const next = new Date(from * 1000);
    // Not "plus 24 hours": a day on which the clocks change has 23 or 25.
    next.setDate(next.getDate() + 1);
    return { from, to: next.getTime() / 1000 };
  }
  const [, count, unit] = /^(\d{1,4})([hdwmy])$/i.exec(value) ?? [];
  const back = unit === undefined ? undefined : UNITS[unit.toLowerCase()];
  if (!back || !Number(count)) return null;
  const start = new Date(nowMs);
  back(start, Number(count));
  return { from: Math.floor(start.getTime() / 1000) };
}

/** The first second of a day: `2026-11-24`, `today`, `yesterday`. */
export function dayFrom(value: string, nowMs: number): number | null {
  const today = new Date(nowMs);
  today.setHours(0, 0, 0, 0);
  const word = value.toLowerCase();
  if (word === 'today') return today.getTime() / 1000;
  if (word === 'yesterday') return today.setDate(today.getDate() - 1) / 1000;
  const [, year, month, date] = /^(\d{4})-(\d{1,2})-(\d{1,2})$/.exec(value) ?? [];
  if (year === undefined || month === undefined || date === undefined) return null;
  const day = new Date(Number(year), Number(month) - 1, Number(date));
  // The 31st of a month with 30 days is a slip.
  return day.getMonth() === Number(month) - 1 && day.getDate() === Number(date)
    ? day.getTime() / 1000
    : null;
}
