// DEVELOPMENT ONLY: an invented receiver and ledger, well, new, or with everything wrong at once.
import type { DeliveryRow, Health, RefusalCount, RefusalReason } from '../src/lib/ipc/generated';

/** Each reason with the answer that the door gives for it. */
const ANSWERS: [RefusalReason, number, string | null][] = [
  ['unreadable', 400, null],
  ['address_too_long', 414, null],
  ['head_too_long', 431, null],
  ['wrong_path', 404, null],
  ['wrong_method', 405, null],
  ['wrong_type', 415, null],
  ['too_large', 413, null],
  ['too_slow', 408, null],
  ['unavailable', 503, null],
  ['missing_signature', 400, 'missing_signature'],
  ['malformed_signature', 400, 'malformed_signature'],
  ['no_v1', 400, 'no_v1'],
  ['signature_mismatch', 400, 'signature_mismatch'],
  ['timestamp_out_of_tolerance', 400, 'timestamp_out_of_tolerance'],
  ['empty_body', 400, 'empty_body'],
];

function counts(of: (index: number) => number): RefusalCount[] {
  return ANSWERS.map(([reason, status, code], index) => ({
    reason,
    status,
    code,
    count: of(index),
  }));
}

function accepted(now: number, index: number): DeliveryRow {
  return {
    id: `dlv_${String(9000 - index).padStart(12, '0')}`,
    at: now - 130 - index * 1_930,
    status: 200,
    code: null,
    reason: null,
    symptom: null,
    event: `evt_3QK8x2LmB7sK0d9Aq1Zt7H${String.fromCharCode(65 + index)}a`,
    bytes: 3_212 + index * 417,
    count: 1,
  };
}

function refused(now: number, index: number): DeliveryRow {
  const [reason, status, code] = ANSWERS[(index * 4 + 12) % ANSWERS.length] ?? ['other', 418, null];
  return {
    ...accepted(now, index),
    at: now - 40 - index * 977,
    status,
    code,
    reason,
    event: reason === 'timestamp_out_of_tolerance' ? `evt_${'3QK8x2LmB7s'.repeat(6)}` : null,
    bytes: reason === 'too_large' ? 5_368_709_120 : index * 311,
    count: index % 3 === 1 ? 21_200 : 1,
  };
}

export function sketchHealth(now: number, scene: string): Omit<Health, 'receiver'> {
  if (scene === 'empty') return newcomer(now);
  const isIll = scene === 'ill';
  const rows = Array.from({ length: 20 }, (_, index) =>
    isIll && index < 17 ? refused(now, index) : accepted(now, index),
  );
  return {
    since: now - 5 * 3_600,
    lastEventAt: now - 130,
    door: {
      accepted: isIll ? 1_204_815 : 1_204,
      refused: counts((index) => (isIll ? 3 ** index : index === 9 ? 3 : 0)),
      redelivered: 12,
      keptAside: isIll ? 41 : 0,
      connections: 2,
      lagSeconds: isIll ? -48 : 0,
    },
    writer: {
      queue: isIll ? 3_914 : 0,
      commits: 1_187,
      meanInputs: 1.04,
      largestCommit: isIll ? 1_024 : 6,
      meanSyncMs: isIll ? 1_841.4 : 0.412,
      slowestSyncMs: isIll ? 28_310 : 12.2,
    },
    ledger: {
      events: isIll ? 48_210_774 : 48_210,
      bytes: isIll ? 71_204_993_024 : 63_401_984,
      parked: isIll ? 3 : 0,
      logLostAt: isIll ? now - 86_400 * 2 : null,
      folder: isIll
        ? '/data/maria-magdalena.oberhuber/Bäckerei am Hafen/Buchhaltung/countertop/accounts/practice'
        : '~/.local/share/countertop/accounts/practice',
    },
    deliveries: rows.sort((a, b) => b.at - a.at),
  };
}

function newcomer(now: number): Omit<Health, 'receiver'> {
  return {
    since: now - 20,
    lastEventAt: null,
    door: {
      accepted: 0,
      refused: counts(() => 0),
      redelivered: 0,
      keptAside: 0,
      connections: 0,
      lagSeconds: null,
    },
    writer: {
      queue: 0,
      commits: 0,
      meanInputs: null,
      largestCommit: 0,
      meanSyncMs: null,
      slowestSyncMs: null,
    },
    ledger: {
      events: 0,
      bytes: 163_840,
      parked: 0,
      logLostAt: null,
      folder: '~/.local/share/countertop/accounts/practice',
    },
    deliveries: [],
  };
}
