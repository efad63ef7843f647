// What was done to a link, in words.
import type { Dates } from '../../../lib/format/dates';
import type { LinkDeed, LinkHappening } from '../../../lib/ipc/generated';

const WORDS: Record<LinkDeed, string> = {
  made: 'Made',
  seen: 'First seen here',
  changed: 'Changed',
  opened: 'Opened',
  closed: 'Closed',
  planned: 'Planned',
  unplanned: 'Plan taken back',
  opened_as_planned: 'Opened as planned',
  closed_as_planned: 'Closed as planned',
};

/** What was done, and what there is to say of it. */
export function deedWords(
  { what, changes, origin, opensAt, closesAt, zone }: LinkHappening,
  dates: Dates,
  nowMs: number,
): { text: string; more: string } {
  const times = [
    opensAt === null ? null : `opens ${when(opensAt)}`,
    closesAt === null ? null : `closes ${when(closesAt)}`,
  ].filter((it) => it !== null);
  const more = [
    changes.length > 0 ? sentence(changes) : null,
    times.length > 0 ? `${sentence(times)}${zone === null ? '' : `, ${zone}`}` : null,
    origin === 'elsewhere' ? 'In the Dashboard or with another tool' : null,
  ];
  return { text: WORDS[what], more: more.filter((it) => it !== null).join(' · ') };

  function when(at: number): string {
    return dates.planned(at, nowMs, zone);
  }
}

function sentence(parts: readonly string[]): string {
  const text = parts.join(', ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}
