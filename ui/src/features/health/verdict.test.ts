import { describe, expect, it } from 'vitest';

import { Dates } from '../../lib/format/dates';
import type { DeliveryRow, Health, IpcError, RefusalReason } from '../../lib/ipc/generated';
import { verdict, type Finding, type Formats, type Seen } from './verdict';

const NOW = new Date(2026, 10, 24, 14, 3, 30).getTime() / 1000;

function formats(format: string): Formats {
  const locale = { language: 'en' as const, format, words: 'en' };
  return { locale, dates: new Dates(locale) };
}

function delivery(ago: number, reason: RefusalReason | null): DeliveryRow {
  const status = reason === null ? 200 : 400;
  const id = `dlv_${ago}`;
  return {
    id,
    at: NOW - ago,
    status,
    code: null,
    reason,
    symptom: null,
    event: null,
    bytes: 9,
    count: 1,
  };
}

/** A receiver with nothing wrong, three minutes after its last event. */
const WELL: Health = {
  receiver: { status: 'receiving', address: 'http://127.0.0.1:47113/webhook' },
  since: NOW - 3600,
  lastEventAt: NOW - 180,
  door: {
    accepted: 9,
    refused: [],
    redelivered: 0,
    keptAside: 0,
    connections: 1,
    lagSeconds: 1,
  },
  writer: {
    queue: 0,
    commits: 9,
    meanInputs: 1,
    largestCommit: 1,
    meanSyncMs: 0.4,
    slowestSyncMs: 3,
  },
  ledger: { events: 9, bytes: 4096, parked: 0, logLostAt: null, folder: '/shop' },
  deliveries: [delivery(180, null)],
};

const but = {
  door: (door: Partial<Health['door']>): Health => ({ ...WELL, door: { ...WELL.door, ...door } }),
  writer: (writer: Partial<Health['writer']>): Health => ({
    ...WELL,
    writer: { ...WELL.writer, ...writer },
  }),
  ledger: (ledger: Partial<Health['ledger']>): Health => ({
    ...WELL,
    ledger: { ...WELL.ledger, ...ledger },
  }),
  deliveries: (...deliveries: DeliveryRow[]): Health => ({ ...WELL, deliveries }),
};

function told(health: Health, trouble: Seen['trouble'] = null, format = 'en-GB'): Finding[] {
  const seen = { health, toldAtMs: (NOW - 5) * 1000, nowMs: NOW * 1000, trouble };
  return verdict(seen, formats(format)).map((finding) => ({
    ...finding,
    what: finding.what.replaceAll('\u00a0', ' '),
  }));
}

const first = (health: Health) => told(health)[0];

describe('a receiver that is well', () => {
  it('says when the last event came, and how long writing takes', () => {
    expect(told(WELL)).toEqual([
      {
        tone: 'good',
        title: 'Receiving.',
        what: 'The last event came 3 minutes ago. Writing one safely to the disk takes 0.4 ms on average.',
        advice: '',
      },
    ]);
  });

  it('writes numbers as the person does', () => {
    expect(told(WELL, null, 'de-DE')[0]?.what).toContain('0,4 ms');
  });

  it('says that nothing has come yet, whatever else was written', () => {
    const fresh = { ...WELL, lastEventAt: null, deliveries: [] };
    expect(first(fresh)).toMatchObject({ tone: 'good', what: 'No event has come yet.' });
  });

  it('knows of an event of an earlier run', () => {
    const reopened: Health = {
      ...WELL,
      lastEventAt: NOW - 2 * 86_400,
      door: { ...WELL.door, lagSeconds: null },
      writer: { ...WELL.writer, commits: 0, meanSyncMs: null, slowestSyncMs: null },
    };
    expect(first(reopened)).toMatchObject({
      tone: 'good',
      what: 'The last event came 2 days ago.',
    });
  });

  it.each([
    [60, 'The last event came 3 minutes ago.'],
    [61, 'The last event came 3 minutes ago, 1 minute after it happened'],
    [7_300, 'The last event came 3 minutes ago, 2 hours after it happened'],
  ])('says whether the event came late: %s s', (lagSeconds, sentence) => {
    const finding = first(but.door({ lagSeconds }));
    expect(finding?.tone).toBe('good');
    expect(finding?.what.startsWith(sentence)).toBe(true);
  });
});

describe('a receiver that is not', () => {
  it.each<[string, Health, Finding['tone'], string, string]>([
    [
      'stopped',
      { ...WELL, receiver: { status: 'stopped', reason: 'port 1 is used by another program.' } },
      'bad',
      'Not receiving.',
      'Port 1 is used by another program.',
    ],
    [
      'lost log',
      but.ledger({ logLostAt: NOW - 86_400 }),
      'bad',
      'Receiving, but events from before 23 Nov may be missing.',
      'deleted while Countertop was closed',
    ],
    [
      'one parked',
      but.ledger({ parked: 1 }),
      'waiting',
      'Receiving, but 1 event could not be taken up.',
      'no payment shows it.',
    ],
    [
      'many parked',
      but.ledger({ parked: 1_200 }),
      'waiting',
      'Receiving, but 1,200 events could not be taken up.',
      'no payment shows them.',
    ],
    [
      'a slow disk',
      but.writer({ queue: 3_914 }),
      'waiting',
      'Receiving, but the disk cannot keep up.',
      '3,914 events wait to be written.',
    ],
    [
      'a slow clock',
      but.door({ lagSeconds: -48 }),
      'waiting',
      'Receiving, but the clock of this computer is slow.',
      'the last event came 48 seconds before it happened',
    ],
    [
      'a wrong secret',
      but.deliveries(delivery(120, 'signature_mismatch'), delivery(180, null)),
      'waiting',
      'Receiving, but the last signed delivery was refused.',
      'It came 2 minutes ago. It was signed with another secret',
    ],
    [
      'a wrong time',
      but.deliveries(delivery(120, 'timestamp_out_of_tolerance')),
      'waiting',
      'Receiving, but the last signed delivery was refused.',
      'more than 5 minutes',
    ],
    [
      'a full disk',
      but.deliveries(delivery(120, 'unavailable'), delivery(180, null)),
      'bad',
      'Receiving, but the last delivery was not written down.',
      'It came 2 minutes ago, and Stripe was asked to send it again.',
    ],
  ])('says what is wrong and what to do: %s', (_name, health, tone, title, what) => {
    const findings = told(health);
    expect(findings).toHaveLength(1);
    expect(findings[0]).toMatchObject({ tone, title });
    expect(findings[0]?.what).toContain(what);
    expect(findings[0]?.advice).toMatch(/^[A-Z].+[.]$/);
  });

  it.each<[string, Health]>([
    ['what others send', but.deliveries(delivery(9, 'wrong_path'), delivery(8, 'too_slow'))],
    [
      'a refusal before an accepted delivery',
      but.deliveries(delivery(9, null), delivery(99, 'signature_mismatch')),
    ],
    ['a refusal of the day before', but.deliveries(delivery(86_401, 'signature_mismatch'))],
    ['a burst', but.writer({ queue: 499 })],
    ['a clock that is a little slow', but.door({ lagSeconds: -29 })],
  ])('is not alarmed by %s', (_name, health) => expect(first(health)?.tone).toBe('good'));

  it('finds a refusal behind what others sent since', () => {
    const deliveries = [delivery(9, 'wrong_path'), delivery(120, 'signature_mismatch')];
    expect(first(but.deliveries(...deliveries))?.what).toContain('It came 2 minutes ago.');
  });

  it('tells everything, the worst first, and says only once that it receives', () => {
    const deliveries = [delivery(9, 'signature_mismatch')];
    const health = { ...but.ledger({ parked: 2, logLostAt: NOW }), deliveries };
    const titles = told(health).map((finding) => finding.title);
    expect(titles).toEqual([
      'Receiving, but events from before 24 Nov may be missing.',
      'The last signed delivery was refused.',
      '2 events could not be taken up.',
    ]);
  });
});

describe('a program that does not answer', () => {
  const full: IpcError = {
    code: 'ledger_unavailable',
    message: 'The disk is full.',
    retryable: true,
    details: {},
  };

  it.each<[Seen['trouble'], string, string]>([
    ['lost', 'Countertop does not answer.', 'What stands below is from 14:03:25.'],
    [full, 'The ledger cannot be read.', 'The disk is full. What stands below is from 14:03:25.'],
    [
      { ...full, code: 'internal' },
      'Countertop does not answer.',
      'What stands below is from 14:03:25.',
    ],
  ])('is never said to receive', (trouble, title, what) => {
    const health = but.ledger({ parked: 2 });
    expect(told(health, trouble)).toMatchObject([{ tone: 'bad', title, what }]);
  });
});
