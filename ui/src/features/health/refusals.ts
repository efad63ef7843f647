// Why the door refuses a delivery, in a merchant's words: what it means, and what to do.
import type { DeliveryRow, RefusalReason } from '../../lib/ipc/generated';
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

const NOTHING_TO_DO = 'Nothing to do.';

const WORDS: Record<RefusalReason, RefusalWords> = {
  missing_signature: {
    label: 'Not signed',
    tone: 'quiet',
    what: 'It carried no signature, so Stripe did not send it. Programs that try every address on the internet do this.',
    advice: NOTHING_TO_DO,
  },
  malformed_signature: {
    label: 'Signature unreadable',
    tone: 'quiet',
    what: 'Its signature cannot be read. Stripe sends none like it.',
    advice:
      'Nothing to do, unless payments are missing: then look at what lies between Stripe and this computer.',
  },
  no_v1: {
    label: 'Other signature',
    tone: 'quiet',
    what: 'Its signature is of a kind that proves nothing. Stripe signs every delivery with a better one.',
    advice: NOTHING_TO_DO,
  },
  signature_mismatch: {
    label: 'Wrong secret',
    tone: 'bad',
    what: 'It was signed with another secret, or changed on its way here.',
    advice:
      'Check that the signing secret is the one that Stripe shows for this endpoint, and that nothing else sends here, such as the Stripe CLI in a terminal.',
  },
  timestamp_out_of_tolerance: {
    label: 'Wrong time',
    tone: 'bad',
    what: 'Its signature is good, but was made more than 5 minutes away from the time of this computer.',
    advice:
      'Let this computer set its clock by itself. What came is kept aside, and counts once Stripe sends it again.',
  },
  empty_body: {
    label: 'Empty',
    tone: 'quiet',
    what: 'There was nothing in it. Stripe sends nothing like it.',
    advice: NOTHING_TO_DO,
  },
  unreadable: {
    label: 'Unreadable',
    tone: 'quiet',
    what: 'It could not be read as a request. Programs that try every address on the internet send such things.',
    advice: NOTHING_TO_DO,
  },
  address_too_long: {
    label: 'Address too long',
    tone: 'quiet',
    what: 'It asked for an address of many thousand letters. Stripe never does.',
    advice: NOTHING_TO_DO,
  },
  head_too_long: {
    label: 'Head too long',
    tone: 'waiting',
    what: 'There was more around it than Stripe ever puts there.',
    advice: 'If you run a proxy or a tunnel, let it add fewer headers. Otherwise nothing to do.',
  },
  wrong_path: {
    label: 'Other address',
    tone: 'quiet',
    what: 'It asked for another address than the one for Stripe, as programs do that try them all.',
    advice:
      'Nothing to do, unless payments are missing: then the endpoint’s address in Stripe has to end in /webhook.',
  },
  wrong_method: {
    label: 'Only a look',
    tone: 'quiet',
    what: 'It only looked at the address, as a browser does, and delivered nothing.',
    advice: NOTHING_TO_DO,
  },
  wrong_type: {
    label: 'Not Stripe’s form',
    tone: 'waiting',
    what: 'It was packed, or in another form than the one that Stripe sends.',
    advice: 'If you run a proxy, let it pass on what comes as it is. Otherwise nothing to do.',
  },
  too_large: {
    label: 'Too large',
    tone: 'waiting',
    what: 'It was larger than 1 MB. No event of Stripe comes near that.',
    advice: NOTHING_TO_DO,
  },
  too_slow: {
    label: 'Too slow',
    tone: 'waiting',
    what: 'It was not here whole within 10 seconds.',
    advice:
      'If it was Stripe’s, it comes again by itself. If this happens often, look at this computer’s connection.',
  },
  unavailable: {
    label: 'Not written',
    tone: 'bad',
    what: 'It was not written down when it came, so Stripe was asked to send it again.',
    advice: 'It comes again by itself. If this happens often, see that the disk has room.',
  },
  other: {
    label: 'Refused',
    tone: 'waiting',
    what: 'Another version of Countertop refused it, for a reason that this one does not know.',
    advice: 'Update Countertop to see the reason here.',
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
  return reason === null ? { label: 'Accepted', tone: 'good' } : refusalWords(reason);
}

/** "400 signature_mismatch": the answer as it stands in the log, for whoever looks closer. */
export function answerCode({ status, code }: Pick<DeliveryRow, 'status' | 'code'>): string {
  return code === null ? String(status) : `${status} ${code}`;
}
