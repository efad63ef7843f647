// Dates and times from Unix seconds: exact ones in the person's locale, relative ones in our words.
import type { Locale } from './locale';
import { isolated } from './text';
import { t } from '../text/text';

const MINUTE = 60;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;

const styles = {
  title: { weekday: 'long', day: 'numeric', month: 'long' },
  weekday: { weekday: 'long' },
  day: { weekday: 'short', day: 'numeric', month: 'short' },
  dayWithYear: { weekday: 'short', day: 'numeric', month: 'short', year: 'numeric' },
  date: { day: 'numeric', month: 'short' },
  dateWithYear: { day: 'numeric', month: 'short', year: 'numeric' },
  time: { timeStyle: 'short' },
  seconds: { timeStyle: 'medium' },
  planned: { weekday: 'short', day: 'numeric', month: 'short', hour: 'numeric', minute: '2-digit' },
  plannedWithYear: {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    year: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  },
  exact: { dateStyle: 'full', timeStyle: 'long' },
} as const satisfies Record<string, Intl.DateTimeFormatOptions>;

/** The first second of a day and of the next, in local time, in Unix seconds. */
export function dayBounds(nowMs: number): { dayStart: number; dayEnd: number } {
  const now = new Date(nowMs);
  const start = new Date(now.getFullYear(), now.getMonth(), now.getDate());
  // Not "plus 24 hours": a day on which the clocks change has 23 or 25.
  const end = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1);
  return { dayStart: start.getTime() / 1000, dayEnd: end.getTime() / 1000 };
}

/** The same weekday a week ago, from its first second until the same time of day, in Unix seconds. */
export function weekAgo(nowMs: number): { from: number; to: number } {
  const now = new Date(nowMs);
  const day = [now.getFullYear(), now.getMonth(), now.getDate() - 7] as const;
  const until = new Date(...day, now.getHours(), now.getMinutes(), now.getSeconds());
  return { from: new Date(...day).getTime() / 1000, to: until.getTime() / 1000 };
}

/**
 * A time on the local day that a date without a time means. Stripe writes such a date as midnight of UTC, so that west
 * of it the local day would be the one before.
 */
export function onCalendarDay(seconds: number): number {
  if (seconds % DAY !== 0) return seconds;
  const day = new Date(seconds * 1000);
  return new Date(day.getUTCFullYear(), day.getUTCMonth(), day.getUTCDate(), 12).getTime() / 1000;
}

/** The first seconds of so many local days, the last of them today, in Unix seconds. */
export function dayStarts(nowMs: number, count: number): number[] {
  const now = new Date(nowMs);
  return Array.from({ length: count }, (_, at) => {
    const day = new Date(now.getFullYear(), now.getMonth(), now.getDate() - (count - 1 - at));
    return day.getTime() / 1000;
  });
}

export class Dates {
  readonly #formats = new Map<string, Intl.DateTimeFormat>();
  readonly #relative: Intl.RelativeTimeFormat;

  constructor(readonly locale: Locale) {
    this.#relative = new Intl.RelativeTimeFormat(locale.words, { numeric: 'always' });
  }

  /** "Tuesday, 24 November" */
  title(seconds: number): string {
    return this.#write('title', seconds);
  }

  /** "Tuesday", within a sentence of ours. */
  weekday(seconds: number): string {
    return new Intl.DateTimeFormat(this.locale.words, styles.weekday).format(seconds * 1000);
  }

  /** "14:01" */
  time(seconds: number): string {
    return this.#write('time', seconds);
  }

  /** "14:01:22", and with the date when it is not today. */
  timeWithSeconds(seconds: number, nowMs: number): string {
    const time = this.#write('seconds', seconds);
    return this.#isToday(seconds, nowMs) ? time : `${this.date(seconds, nowMs)}, ${time}`;
  }

  /** "Tuesday, 24 November 2026 at 14:01:22 CET": for whoever wants to know exactly. */
  exact(seconds: number): string {
    return this.#write('exact', seconds);
  }

  /** "30 Aug", with the year when it is another. */
  date(seconds: number, nowMs: number): string {
    return this.#write(isSameYear(seconds, nowMs) ? 'date' : 'dateWithYear', seconds);
  }

  /** "Thu 24 Dec at 18:00" by the clock of a zone, with the year when it is another: what is to come. */
  planned(seconds: number, nowMs: number, zone: string | null): string {
    const style = isSameYear(seconds, nowMs) ? 'planned' : 'plannedWithYear';
    return this.#write(style, seconds, zone ?? undefined);
  }

  /** "Today", "Yesterday", "Sun 22 Nov": the heading over a day's rows. */
  day(seconds: number, nowMs: number): string {
    const named = this.nearDay(seconds, nowMs);
    if (named) return t(`common-${named}`);
    return this.#write(isSameYear(seconds, nowMs) ? 'day' : 'dayWithYear', seconds);
  }

  /** "Today 13:48", "Yesterday", "30 Aug": when something last happened. */
  moment(seconds: number, nowMs: number): string {
    const named = this.nearDay(seconds, nowMs);
    if (named === 'today') return t('common-today-at', { time: this.time(seconds) });
    return named ? t(`common-${named}`) : this.date(seconds, nowMs);
  }

  /** "13:48", "Yesterday", "30 Aug": the same where today goes without saying. */
  shortMoment(seconds: number, nowMs: number): string {
    return this.#isToday(seconds, nowMs) ? this.time(seconds) : this.moment(seconds, nowMs);
  }

  /** "just now", "2 minutes ago", "3 days ago". */
  ago(seconds: number, nowMs: number): string {
    const passed = Math.floor(nowMs / 1000) - seconds;
    if (passed < MINUTE) return t('common-just-now');
    if (passed < HOUR) return this.#relative.format(-Math.floor(passed / MINUTE), 'minute');
    if (passed < DAY) return this.#relative.format(-Math.floor(passed / HOUR), 'hour');
    return this.#relative.format(-Math.floor(passed / DAY), 'day');
  }

  /** "in 2 hours", "in 18 days": when something planned is to happen. */
  until(seconds: number, nowMs: number): string {
    const left = Math.max(0, seconds - Math.floor(nowMs / 1000));
    if (left < HOUR) return this.#relative.format(Math.ceil(left / MINUTE), 'minute');
    if (left < 2 * DAY) return this.#relative.format(Math.floor(left / HOUR), 'hour');
    return this.#relative.format(Math.floor(left / DAY), 'day');
  }

  /** Names the local day, so that rows of one day can be put together. */
  dayKey(seconds: number): string {
    const date = new Date(seconds * 1000);
    return `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;
  }

  #write(style: keyof typeof styles, seconds: number, timeZone?: string): string {
    const key = timeZone ? `${style} ${timeZone}` : style;
    let format = this.#formats.get(key);
    if (!format) {
      format = new Intl.DateTimeFormat(this.locale.format, { ...styles[style], timeZone });
      this.#formats.set(key, format);
    }
    return isolated(format.format(seconds * 1000));
  }

  #isToday(seconds: number, nowMs: number): boolean {
    return this.dayKey(seconds) === this.dayKey(nowMs / 1000);
  }

  /** Today or yesterday; null for any other day. */
  nearDay(seconds: number, nowMs: number): 'today' | 'yesterday' | null {
    if (this.#isToday(seconds, nowMs)) return 'today';
    const now = new Date(nowMs);
    const yesterday = new Date(now.getFullYear(), now.getMonth(), now.getDate() - 1, 12);
    return this.dayKey(seconds) === this.dayKey(yesterday.getTime() / 1000) ? 'yesterday' : null;
  }
}

function isSameYear(seconds: number, nowMs: number): boolean {
  return new Date(seconds * 1000).getFullYear() === new Date(nowMs).getFullYear();
}
