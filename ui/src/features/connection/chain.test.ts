import { expect, test } from 'vitest';

import type { ConnectionPage } from '../../lib/ipc/generated';
import { chain } from './chain';

const words = {
  time: (seconds: number) => `t${String(seconds)}`,
  ago: (seconds: number) => `before ${String(seconds)}`,
  stretch: (seconds: number) => `${String(seconds)} s`,
  machineTime: (milliseconds: number) => `${String(milliseconds)} ms`,
  locale: 'en',
};
const app = {
  receiver: { status: 'receiving', address: 'http://127.0.0.1:47113/webhook' },
} as const;
const practice: ConnectionPage = {
  line: null,
  key: null,
  clock: null,
  door: { accepted: 1204, refused: 3 },
  ledger: { events: 1, lastBackupAt: null },
  completeness: {
    completeThrough: null,
    since: null,
    readAt: null,
    doing: { status: 'resting' },
    byWebhook: 0,
    byCatchUp: 0,
    missing: 0,
    unlisted: 0,
    absences: [],
    gaps: [],
  },
  late: [],
  incident: null,
};
const account: ConnectionPage = {
  ...practice,
  line: {
    way: 'ssh',
    tunnel: { status: 'up', since: 5, url: null },
    endpoint: { status: 'at_work', url: 'https://shop.example', since: 6, note: null },
    elsewhere: [],
    proven: null,
    warning: null,
  },
};

test('the practice store has a short chain', () => {
  const steps = chain(practice, app, words);
  expect(steps.map((step) => step.title)).toEqual(['Practice store', 'Receiver', 'Ledger']);
  expect(steps[1]?.text).toBe(
    '127.0.0.1:47113, 1,204 accepted, 3 refused since Countertop was opened.',
  );
  expect(steps[2]?.text).toBe('1 event, no backup yet.');
});

test('a key is the first link, and says what it lacks or why it is not taken', () => {
  const key = { masked: 'rk_test_…7Qd2', permissions: null };
  const lacking = {
    ...key,
    permissions: { works: 9, of: 10, missing: ['Prices (write)'], checkedAt: 5 },
  };
  const refused = {
    ...account.completeness,
    doing: { status: 'failing', why: 'Stripe does not accept it', isKey: true, nextTry: 9 },
  } as const;
  for (const [change, tone, word] of [
    [{ key }, 'good', 'Settings can try'],
    [{ key: lacking }, 'waiting', 'lacks Prices (write)'],
    [{ key, completeness: refused }, 'bad', 'does not accept'],
  ] as const) {
    const [step] = chain({ ...account, ...change }, app, words);
    expect(step).toMatchObject({ tone, title: 'Stripe key' });
    expect(step?.text).toContain(word);
  }
});

test('a clock is a link of an account’s chain', () => {
  for (const [clock, tone, beginning] of [
    [null, 'waiting', 'Not compared'],
    [{ aheadSeconds: 0, verdict: 'fine' }, 'good', 'It agrees'],
    [{ aheadSeconds: -42, verdict: 'off' }, 'waiting', 'This computer’s clock is 42 s behind'],
    [{ aheadSeconds: 400, verdict: 'harmful' }, 'bad', 'This computer’s clock is 400 s ahead'],
  ] as const) {
    const steps = chain({ ...account, clock }, app, words);
    const step = steps.find((it) => it.title === 'Clock');
    expect(step?.tone).toBe(tone);
    expect(step?.text.startsWith(beginning)).toBe(true);
  }
});

test('a receiver that has stopped breaks the chain', () => {
  const stopped = { receiver: { status: 'stopped', reason: 'The port is taken.' } } as const;
  const step = chain(account, stopped, words).find((it) => it.title === 'Receiver');
  expect(step).toEqual({ tone: 'bad', title: 'Receiver', text: 'The port is taken.' });
});
