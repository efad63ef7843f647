import { describe, expect, test } from 'vitest';

import type { Line } from '../../lib/ipc/generated';
import { endpointStep, lineWords, sentence, tunnelStep } from './words';

const times = {
  time: (seconds: number) => `t${String(seconds)}`,
  machineTime: (milliseconds: number) => `${String(milliseconds)} ms`,
};
const open: Line = {
  way: 'ssh',
  tunnel: { status: 'up', since: 5, url: 'https://shop.example/webhook' },
  endpoint: { status: 'at_work', url: 'https://shop.example/webhook', since: 6, note: null },
  elsewhere: [],
  proven: null,
  warning: null,
};

describe('the tunnel in a few words', () => {
  test.each<[string, Partial<Line>, string, string]>([
    ['open', {}, 'good', 'Tunnel: ssh'],
    ['opening', { tunnel: { status: 'starting', since: 1 } }, 'waiting', 'Tunnel: ssh, opening'],
    [
      'down',
      { tunnel: { status: 'down', since: 1, why: 'ssh ended.', nextTry: 9 } },
      'bad',
      'Tunnel: ssh is down, next try at t9',
    ],
    [
      'down, trying by itself',
      { tunnel: { status: 'down', since: 1, why: 'ssh lost it.', nextTry: null } },
      'bad',
      'Tunnel: ssh is down, trying again',
    ],
    [
      'switched off at Stripe',
      { endpoint: { status: 'switched_off', sentence: 'It is off.' } },
      'bad',
      'Tunnel: ssh, but Stripe does not deliver',
    ],
    [
      'blocked',
      { proven: { status: 'blocked', since: 1, sentence: 'somebody else answers' } },
      'bad',
      'Tunnel: ssh, but it does not lead here',
    ],
    [
      'none',
      { way: 'catch_up_only', tunnel: { status: 'off' }, endpoint: { status: 'not_needed' } },
      'good',
      'Tunnel: none, Stripe is asked',
    ],
  ])('%s', (_, change, tone, text) => {
    expect(lineWords({ ...open, ...change }, times)).toEqual({ tone, text });
  });
});

test('the links of the chain say how they are', () => {
  expect(tunnelStep(open, times).text).toBe('Open since t5 at https://shop.example/webhook.');
  expect(endpointStep(open, times)?.tone).toBe('good');
  const proven: Line = { ...open, proven: { status: 'through', at: 7, roundTripMs: 38 } };
  expect(tunnelStep(proven, times).text).toBe(
    'Open since t5 at https://shop.example/webhook. A request to it came back here in 38 ms at t7.',
  );
  const ending: Line = { ...open, warning: 'The key expires in 3 days.' };
  expect(tunnelStep(ending, times)).toMatchObject({ tone: 'waiting' });
  const blocked: Line = {
    ...open,
    proven: { status: 'blocked', since: 7, sentence: 'a login is asked for' },
  };
  expect(tunnelStep(blocked, times)).toMatchObject({
    tone: 'bad',
    text: 'Open since t5 at https://shop.example/webhook. A login is asked for.',
  });
  const failing: Line = {
    ...open,
    endpoint: { status: 'failing', sentence: 'no such permission: add it', nextTry: 8 },
  };
  expect(endpointStep(failing, times)?.text).toBe('No such permission: add it. Next try at t8.');
  expect(endpointStep({ ...open, endpoint: { status: 'not_needed' } }, times)).toBeNull();
});

test('a sentence is one', () => {
  expect(sentence('as it is')).toBe('As it is.');
  expect(sentence('Done.')).toBe('Done.');
  expect(sentence('api.stripe.com is away')).toBe('api.stripe.com is away.');
});
