import { CalendarDateTime } from '@internationalized/date';
import { describe, expect, it } from 'vitest';

import { civil, nextHour, side, zoneChoices } from './plan';

// 24 December 2026, 18:00:30 in Vienna.
const EVE = 1_798_131_630;
const VIENNA = 'Europe/Vienna';

describe('a plan in the form', () => {
  it('shows what the clock of the zone shows', () => {
    expect(civil(EVE, VIENNA).toString()).toBe('2026-12-24T18:00:30');
    expect(civil(EVE, 'Asia/Kathmandu').toString()).toBe('2026-12-24T22:45:30');
  });

  it('leaves what nobody changed as it was, to the second', () => {
    const zones = { now: VIENNA, before: VIENNA };
    const shown = new CalendarDateTime(2026, 12, 24, 18, 0);
    expect(side(shown, EVE, zones)).toEqual({ kind: 'as_before' });
    expect(side(shown.add({ minutes: 1 }), EVE, zones)).toEqual({
      kind: 'at',
      time: '2026-12-24T18:01:00',
    });
    expect(side(undefined, EVE, zones)).toEqual({ kind: 'never' });
    expect(side(shown, null, zones)).toEqual({ kind: 'at', time: '2026-12-24T18:00:00' });
  });

  it('means another time where the zone is another', () => {
    const shown = new CalendarDateTime(2026, 12, 24, 18, 0);
    const zones = { now: 'UTC', before: VIENNA };
    expect(side(shown, EVE, zones)).toEqual({ kind: 'at', time: '2026-12-24T18:00:00' });
  });

  it('begins from the next full hour', () => {
    expect(nextHour(EVE * 1000 + 400, VIENNA).toString()).toBe('2026-12-24T19:00:00');
  });

  it('finds a zone by its place', () => {
    const rome = zoneChoices().find((choice) => choice.value === 'Europe/Rome');
    expect(rome?.terms).toContain('rome');
    expect(zoneChoices()[0]?.value).toBe('UTC');
  });
});
