// DEVELOPMENT ONLY: invented stories: none played yet, one that is on, and what may come of one.
import type {
  ActKind,
  ActRow,
  PlayStory,
  Rehearsal,
  StoryRun,
  TimelinePoint,
  Verdict,
} from '../src/lib/ipc/generated';

const STORIES: Rehearsal['stories'] = [
  { play: { story: 'busy_saturday' }, seconds: 30 },
  { play: { story: 'dispute', course: 'won' }, seconds: 14 },
  { play: { story: 'card_testing' }, seconds: 14 },
  { play: { story: 'outage' }, seconds: 32 },
];

const NAMES = [
  'Ana Ruiz',
  'Tom Becker',
  'Mei Tanaka',
  'Maria-Magdalena Oberhuber-Wittgenstein',
  'Omar Haddad',
  'ليلى حداد',
  'Lena Vogt',
];
const KINDS: ActKind[] = [
  'paid',
  'declined',
  'asked_to_confirm',
  'paid',
  'refunded',
  'paid',
  'not_confirmed',
];
const CARDS = [
  ['visa', '4242'],
  ['mastercard', '4444'],
  ['amex', '0005'],
  ['cartes_bancaires', '1001'],
] as const;

function acts(): ActRow[] {
  return NAMES.map((who, index) => {
    const kind = KINDS[index] ?? 'paid';
    const [methodBrand, methodLast4] = CARDS[index % CARDS.length] ?? CARDS[0];
    const isNo = kind === 'declined' || kind === 'not_confirmed';
    return {
      id: `act_${40 - index}`,
      atMs: 17_000 - index * 300,
      kind,
      who,
      payment: `pi_demo${index}`,
      amount: [480, 1_290, 8_650, 123_456][index % 4] ?? 480,
      currency: 'eur',
      methodBrand,
      methodLast4,
      reason: isNo ? 'insufficient_funds' : null,
    };
  });
}

/** Both sides grow; between the two times nothing gets through. */
function timeline(endMs: number, most: number, fromMs = 0, toMs = 0): TimelinePoint[] {
  const points: TimelinePoint[] = [];
  let recorded = 0;
  for (let atMs = 0; atMs <= endMs; atMs += 400) {
    const told = Math.round(most * Math.min(1, (atMs / (endMs * 0.85)) ** 1.3));
    if (atMs < fromMs || atMs >= toMs) recorded = Math.min(told, Math.max(recorded + 24, 0));
    points.push({ atMs, told, recorded: Math.min(recorded, told) });
  }
  const last = points.at(-1);
  if (last) points.push({ atMs: endMs, told: most, recorded: most });
  return points;
}

const VERDICT: Verdict = {
  complete: true,
  told: 281,
  recorded: 281,
  missing: [],
  payments: 60,
  paid: 55,
  declined: 5,
  differences: [],
  totals: [{ currency: 'eur', told: 184_215, recorded: 184_215 }],
  slowestSeconds: 0,
};

function run(now: number, played: PlayStory): StoryRun {
  return {
    number: 1,
    played,
    phase: 'ended',
    beganAt: now - 40,
    elapsedMs: 31_200,
    lengthMs: 30_000,
    customers: { came: 60, paid: 55, declines: 11 },
    ledger: { told: 281, recorded: 281, payments: 60, repeated: 0 },
    acts: acts(),
    timeline: timeline(31_200, 281),
    outages: [],
    subject: null,
    ending: { how: 'played', reason: null, verdict: VERDICT },
  };
}

const on: Partial<StoryRun> = {
  phase: 'playing',
  elapsedMs: 17_300,
  customers: { came: 34, paid: 29, declines: 5 },
  ledger: { told: 161, recorded: 161, payments: 31, repeated: 0 },
  timeline: timeline(17_300, 161),
  ending: null,
};

const outage: Partial<StoryRun> = {
  elapsedMs: 33_400,
  lengthMs: 32_000,
  customers: { came: 36, paid: 33, declines: 6 },
  ledger: { told: 172, recorded: 172, payments: 36, repeated: 51 },
  timeline: timeline(33_400, 172, 6_000, 16_200),
  outages: [{ fromMs: 6_000, toMs: 16_000 }],
  ending: {
    how: 'played',
    reason: null,
    verdict: {
      ...VERDICT,
      told: 172,
      recorded: 172,
      payments: 36,
      paid: 33,
      declined: 3,
      slowestSeconds: 23,
    },
  },
};

const missing: Verdict = {
  ...VERDICT,
  complete: false,
  recorded: 279,
  missing: [
    {
      id: 'evt_3QK8x2LmB7sK0d9Aq1Zt7HAa',
      type: 'checkout.session.completed',
      created: 1_795_000_000,
      why: 'not_arrived',
    },
    {
      id: 'evt_3QK8x2LmB7sK0d9Aq1Zt7HBb',
      type: 'charge.refunded',
      created: 1_795_000_004,
      why: 'not_taken_up',
    },
  ],
  differences: [
    {
      id: 'pi_3QK8x2LmB7sK0d9Aq1Zt7HCc',
      told: state('refunded', 8_650, 8_650),
      recorded: state('succeeded', 8_650, 0),
    },
    { id: 'pi_3QK8x2LmB7sK0d9Aq1Zt7HDd', told: state('succeeded', 480, 0), recorded: null },
  ],
  totals: [{ currency: 'eur', told: 175_565, recorded: 184_215 }],
};

function state(status: string, amountCaptured: number, amountRefunded: number) {
  return { status, amount: amountCaptured, amountCaptured, amountRefunded, currency: 'eur' };
}

/** What the scene of this name has been playing. */
export function sketchRehearsal(now: number, scene: string): Rehearsal {
  const saturday = run(now, { story: 'busy_saturday' });
  const scenes: Record<string, StoryRun> = {
    playing: { ...saturday, ...on },
    played: saturday,
    outage: {
      ...run(now, { story: 'outage' }),
      ...outage,
    },
    'outage-on': {
      ...run(now, { story: 'outage' }),
      ...on,
      elapsedMs: 12_000,
      lengthMs: 32_000,
      ledger: { told: 84, recorded: 31, payments: 8, repeated: 0 },
      timeline: timeline(12_000, 84, 6_000, 99_000).slice(0, -1),
      outages: [{ fromMs: 6_000, toMs: null }],
    },
    disputed: {
      ...run(now, { story: 'dispute', course: 'unanswered' }),
      elapsedMs: 15_000,
      subject: 'pi_demo1',
      ending: {
        how: 'played',
        reason: null,
        verdict: { ...VERDICT, told: 38, recorded: 38, payments: 3, paid: 3, declined: 0 },
      },
    },
    tested: {
      ...run(now, { story: 'card_testing' }),
      subject: 'pi_demo1',
      ending: {
        how: 'stopped',
        reason: null,
        verdict: { ...VERDICT, payments: 31, paid: 2, declined: 29 },
      },
    },
    missing: { ...saturday, ending: { how: 'played', reason: null, verdict: missing } },
    'broke-off': {
      ...saturday,
      elapsedMs: 4_100,
      ending: {
        how: 'broke_off',
        reason: 'The practice store did not answer /v1/refunds: the connection failed.',
        verdict: { ...VERDICT, told: 12, recorded: 12, payments: 2, paid: 2, declined: 0 },
      },
    },
  };
  return { stories: STORIES, run: scenes[scene] ?? null };
}
