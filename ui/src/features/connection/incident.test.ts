import { describe, expect, test } from 'vitest';

import type { Incident, Line } from '../../lib/ipc/generated';
import { incidentWords } from './incident';
import { notice } from './notice';

const words = {
  time: (seconds: number) => `t${String(seconds)}`,
  stretch: (seconds: number) => `${String(seconds)} s`,
};
const woke: Incident = {
  event: { kind: 'woke', awaySeconds: 60 },
  at: 100,
  stage: { kind: 'done', missed: 4 },
};

describe('what happened is told in one sentence', () => {
  test.each<[Partial<Incident>, string, string]>([
    [{}, 'good', 'Woke at t100 after 60 s: 4 events caught up, nothing is missing.'],
    [
      { stage: { kind: 'done', missed: 1 } },
      'good',
      'Woke at t100 after 60 s: 1 event caught up, nothing is missing.',
    ],
    [
      { stage: { kind: 'done', missed: 0 } },
      'good',
      'Woke at t100 after 60 s: nothing was missed.',
    ],
    [
      { stage: { kind: 'opening' } },
      'waiting',
      'Woke at t100 after 60 s: opening the tunnel anew.',
    ],
    [
      { stage: { kind: 'waiting' } },
      'waiting',
      'Woke at t100 after 60 s: waiting for the network.',
    ],
    [
      { event: { kind: 'network_lost' }, stage: { kind: 'waiting' } },
      'waiting',
      'No network since t100.',
    ],
    [
      { event: { kind: 'network_back' }, stage: { kind: 'catching_up', missed: 0 } },
      'waiting',
      'The network came back at t100: catching up.',
    ],
    [
      { event: { kind: 'other_network' }, stage: { kind: 'catching_up', missed: 3 } },
      'waiting',
      'On another network since t100: catching up, 3 events so far.',
    ],
    [
      { event: { kind: 'clock_set', bySeconds: -90 }, stage: { kind: 'done', missed: 0 } },
      'good',
      'The clock was set back by 90 s at t100: nothing was missed.',
    ],
    [
      {
        event: { kind: 'way_back', shutSeconds: 9 },
        stage: { kind: 'stuck', why: 'api.stripe.com cannot be reached: check the network' },
      },
      'bad',
      'The tunnel was down for 9 s until t100: cannot catch up yet, api.stripe.com cannot be reached: check the network.',
    ],
  ])('%j', (change, tone, text) => {
    expect(incidentWords({ ...woke, ...change }, words)).toEqual({ tone, text });
  });
});

describe('the status bar tells the most pressing thing', () => {
  const quiet: Parameters<typeof notice>[0] = {
    line: null,
    incident: null,
    wrongClock: null,
    lateDeliveries: 0,
  };
  const wrongClock = { aheadSeconds: -42, verdict: 'harmful' } as const;
  const slightly = { aheadSeconds: -42, verdict: 'off' } as const;
  const clock = 'This computer’s clock is 42 s behind Stripe’s';
  const opening: Incident = { ...woke, stage: { kind: 'opening' } };
  const line: Line = {
    way: 'stripe_cli',
    tunnel: { status: 'off' },
    endpoint: { status: 'not_needed' },
    elsewhere: [],
    proven: null,
    warning: 'The key of the Stripe CLI expires in 3 days.',
  };
  test.each<[string, Partial<typeof quiet>, number, string | undefined]>([
    ['nothing', {}, 101, undefined],
    ['under way', { incident: opening, wrongClock }, 5_000, 'Woke at t100 after 60 s: opening'],
    ['over', { incident: woke, lateDeliveries: 4 }, 699, 'Woke at t100 after 60 s: 4 events'],
    ['over for long', { incident: woke, lateDeliveries: 4 }, 700, '4 deliveries came late'],
    ['one late', { lateDeliveries: 1 }, 700, '1 delivery came late'],
    ['a key that expires', { line, lateDeliveries: 1 }, 700, 'expires in 3 days'],
    ['a clock that does no harm', { wrongClock: slightly, incident: woke }, 101, 'Woke'],
    ['that alone', { wrongClock: slightly }, 101, clock],
    ['a clock', { incident: woke, wrongClock }, 101, clock],
  ])('%s', (_, change, now, text) => {
    const told = notice({ ...quiet, ...change }, words, now)?.text;
    if (text === undefined) expect(told).toBeUndefined();
    else expect(told).toContain(text);
  });
});
