// When a link opens and closes, between Unix seconds and the date fields of the form.
import { CalendarDateTime, fromAbsolute, toCalendarDateTime } from '@internationalized/date';

import type { PlanSide } from '../../../lib/ipc/generated';
import type { Choice } from '../../../lib/ui/Combobox.svelte';

/** The time zone of this computer. */
export function ownZone(): string {
  return new Intl.DateTimeFormat().resolvedOptions().timeZone;
}

/** All time zones to choose from. */
export function zoneChoices(): Choice[] {
  // The list names places; that all of them know UTC goes without saying.
  return ['UTC', ...Intl.supportedValuesOf('timeZone')].map((zone) => {
    const words = zone.replaceAll('_', ' ');
    const place = words.split('/').at(-1) ?? words;
    return {
      value: zone,
      label: words,
      short: place,
      long: words,
      terms: `${words} ${words.replaceAll('/', ' ')}`.toLowerCase(),
    };
  });
}

/** What a clock of this zone shows at a time. */
export function civil(seconds: number, zone: string): CalendarDateTime {
  return toCalendarDateTime(fromAbsolute(seconds * 1000, zone));
}

/** What the form says of one side, held against what was planned: what nobody changed stays, to the second. */
export function side(
  time: CalendarDateTime | undefined,
  before: number | null,
  zones: { now: string; before: string | null },
): PlanSide {
  if (!time) return { kind: 'never' };
  const isSameZone = zones.now === zones.before;
  if (before !== null && isSameZone) {
    const shown = civil(before, zones.now).set({ second: 0 });
    if (time.set({ second: 0 }).compare(shown) === 0) return { kind: 'as_before' };
  }
  return { kind: 'at', time: time.set({ second: 0 }).toString() };
}

/** The next full hour, to begin from. */
export function nextHour(nowMs: number, zone: string): CalendarDateTime {
  return civil(nowMs / 1000, zone)
    .set({ minute: 0, second: 0, millisecond: 0 })
    .add({ hours: 1 });
}
