import { describe, expect, it } from 'vitest';

import type { StoryRun } from '../../lib/ipc/generated';
import { BOX, draw, spanMs, type Drawn } from './timeline';

const run = (over: Partial<Drawn> = {}): Drawn => ({
  phase: 'ended',
  elapsedMs: 10_000,
  lengthMs: 30_000,
  outages: [],
  timeline: [
    { atMs: 0, told: 0, recorded: 0 },
    { atMs: 5_000, told: 50, recorded: 25 },
    { atMs: 10_000, told: 100, recorded: 100 },
  ],
  ...over,
});

describe('the timeline', () => {
  it('fills its box from corner to corner when all is told and recorded', () => {
    const { told, recorded, area } = draw(run());
    expect(told).toBe('M0 100L0 100L300 50L600 0');
    expect(recorded).toBe('M0 100L0 100L300 75L600 0');
    expect(area).toBe(`${recorded}L600 100Z`);
  });

  it('leaves room for what is to come while the story is on', () => {
    const { told } = draw(run({ phase: 'playing' }));
    expect(told.endsWith('L200 0')).toBe(true);
    expect(spanMs({ phase: 'playing', elapsedMs: 40_000, lengthMs: 30_000 })).toBe(40_000);
    expect(spanMs({ phase: 'ended', elapsedMs: 10_000, lengthMs: 30_000 })).toBe(10_000);
  });

  it('holds the last counts until the end of a story that is over', () => {
    const timeline = [{ atMs: 5_000, told: 50, recorded: 50 }];
    expect(draw(run({ timeline })).told).toBe('M0 100L300 0L600 0');
    expect(draw(run({ timeline, phase: 'playing' })).told).toBe('M0 100L100 0');
  });

  it('shows when nothing got through, until now where it lasts', () => {
    const from = (outages: StoryRun['outages']) => draw(run({ outages })).bands;
    expect(from([{ fromMs: 2_000, toMs: 4_000 }])).toEqual([{ x: 120, width: 120 }]);
    expect(from([{ fromMs: 5_000, toMs: null }])).toEqual([{ x: 300, width: 300 }]);
  });

  it('stays within its box, and draws nothing of nothing', () => {
    const late = draw(run({ timeline: [{ atMs: 11_000, told: 3, recorded: 3 }] }));
    expect(late.told).toBe(`M0 100L${BOX.width} 0`);
    const nothing = draw(run({ timeline: [] }));
    expect(nothing.told).toBe('M0 100');
    expect(nothing.area).toBe('M0 100L0 100Z');
  });
});
