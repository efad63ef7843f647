// Why the door refuses a delivery, in a merchant's words: what it means, and what to do.
import type { DeliveryRow, RefusalReason } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';
import type { Tone } from '../../lib/ui/Tag.svelte';

export interface RefusalWords {
  /** A word or two, for a tag. */
  label: string;
  /** Whether it may have been Stripe's own delivery, and so wants to be looked at. */
  tone: Extract<Tone, 'waiting' | 'bad' | 'quiet'>;
  /** What happened, as a sentence. */
  what: string;
  /** What to do, as a sentence. */
  advice: string;
}

const NOTHING_TO_DO = t('health-reason-nothing-to-do');

const WORDS: Record<RefusalReason, RefusalWords> = {
  missing_signature: {
    label: t('health-reason-missing-signature'),
    tone: 'quiet',
    what: t('health-reason-missing-signature-what'),
    advice: NOTHING_TO_DO,
  },
  malformed_signature: {
    label: t('health-reason-malformed-signature'),
    tone: 'quiet',
    what: t('health-reason-malformed-signature-what'),
    advice: t('health-reason-malformed-signature-advice'),
  },
  no_v1: {
    label: t('health-reason-no-v1'),
    tone: 'quiet',
    what: t('health-reason-no-v1-what'),
    advice: NOTHING_TO_DO,
  },
  signature_mismatch: {
    label: t('health-reason-signature-mismatch'),
    tone: 'bad',
    what: t('health-reason-signature-mismatch-what'),
    advice: t('health-reason-signature-mismatch-advice'),
  },
  timestamp_out_of_tolerance: {
    label: t('health-reason-wrong-time'),
    tone: 'bad',
    what: t('health-reason-wrong-time-what'),
    advice: t('health-reason-wrong-time-advice'),
  },
  empty_body: {
    label: t('health-reason-empty'),
    tone: 'quiet',
    what: t('health-reason-empty-what'),
    advice: NOTHING_TO_DO,
  },
  unreadable: {
    label: t('health-reason-unreadable'),
    tone: 'quiet',
    what: t('health-reason-unreadable-what'),
    advice: NOTHING_TO_DO,
  },
  address_too_long: {
    label: t('health-reason-address-too-long'),
    tone: 'quiet',
    what: t('health-reason-address-too-long-what'),
    advice: NOTHING_TO_DO,
  },
  head_too_long: {
    label: t('health-reason-head-too-long'),
    tone: 'waiting',
    what: t('health-reason-head-too-long-what'),
    advice: t('health-reason-head-too-long-advice'),
  },
  wrong_path: {
    label: t('health-reason-wrong-path'),
    tone: 'quiet',
    what: t('health-reason-wrong-path-what'),
    advice: t('health-reason-wrong-path-advice'),
  },
  wrong_method: {
    label: t('health-reason-wrong-method'),
    tone: 'quiet',
    what: t('health-reason-wrong-method-what'),
    advice: NOTHING_TO_DO,
  },
  wrong_type: {
    label: t('health-reason-wrong-type'),
    tone: 'waiting',
    what: t('health-reason-wrong-type-what'),
    advice: t('health-reason-wrong-type-advice'),
  },
  too_large: {
    label: t('health-reason-too-large'),
    tone: 'waiting',
    what: t('health-reason-too-large-what'),
    advice: NOTHING_TO_DO,
  },
  too_slow: {
    label: t('health-reason-too-slow'),
    tone: 'waiting',
    what: t('health-reason-too-slow-what'),
    advice: t('health-reason-too-slow-advice'),
  },
  unavailable: {
    label: t('health-reason-unavailable'),
    tone: 'bad',
    what: t('health-reason-unavailable-what'),
    advice: t('health-reason-unavailable-advice'),
  },
  other: {
    label: t('health-reason-other'),
    tone: 'waiting',
    what: t('health-reason-other-what'),
    advice: t('health-reason-other-advice'),
  },
};

/** Every reason that there are words for. */
export const REASONS = Object.keys(WORDS) as RefusalReason[];

/** The words for a reason; for one that came with a newer program, those for any other. */
export function refusalWords(reason: RefusalReason): RefusalWords {
  return WORDS[reason] ?? WORDS.other;
}

/** What became of a delivery, for its tag. */
export function answerWords({ reason }: Pick<DeliveryRow, 'reason'>): {
  label: string;
  tone: Tone;
} {
  return reason === null
    ? { label: t('health-deliveries-accepted'), tone: 'good' }
    : refusalWords(reason);
}

/** "400 signature_mismatch": the answer as it stands in the log, for whoever looks closer. */
export function answerCode({ status, code }: Pick<DeliveryRow, 'status' | 'code'>): string {
  return code === null ? String(status) : `${status} ${code}`;
}
