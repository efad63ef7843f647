// What the stories are called, what happens in them, and what each act of one is called.
import BadgeAlert from '@lucide/svelte/icons/shield-alert';
import Basket from '@lucide/svelte/icons/shopping-basket';
import Gavel from '@lucide/svelte/icons/gavel';
import Unplug from '@lucide/svelte/icons/unplug';

import type { ActKind, DisputeCourse, PlayStory } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';
import type { Icon } from '../../lib/ui/icon';
import type { Tone } from '../../lib/ui/Tag.svelte';

export type StoryName = PlayStory['story'];

interface StoryWords {
  name: string;
  icon: Icon;
  /** What happens, before it is played. */
  what: string;
}

const ICONS: Record<StoryName, Icon> = {
  busy_saturday: Basket,
  dispute: Gavel,
  card_testing: BadgeAlert,
  outage: Unplug,
};

export function storyWords(story: StoryName): StoryWords {
  return {
    name: t(`rehearsal-story-${story}`),
    icon: ICONS[story],
    what: t(`rehearsal-story-${story}-what`),
  };
}

/** In the order in which they are offered. */
export const COURSE_ORDER: readonly DisputeCourse[] = ['won', 'lost', 'unanswered'];

export function courseLabel(course: DisputeCourse): string {
  return t(`rehearsal-course-${course}`);
}

interface ActWords {
  label: string;
  tone: Tone;
  /** What stands where a customer's name would, when the act is nobody's. */
  what?: string;
}

const ACTS: Record<ActKind, Omit<ActWords, 'label'>> = {
  paid: { tone: 'good' },
  declined: { tone: 'bad' },
  asked_to_confirm: { tone: 'waiting' },
  not_confirmed: { tone: 'bad' },
  refunded: { tone: 'quiet' },
  disputed: { tone: 'dispute' },
  evidence_sent: { tone: 'quiet' },
  nothing_sent: { tone: 'quiet' },
  dispute_won: { tone: 'good' },
  dispute_lost: { tone: 'dispute' },
  warned: { tone: 'waiting' },
  outage_began: { tone: 'bad', what: t('rehearsal-nothing-reaches') },
  outage_ended: { tone: 'good', what: t('rehearsal-tries-again') },
};

export function actWords(kind: ActKind): ActWords {
  return { label: t(`rehearsal-act-${kind}`), ...ACTS[kind] };
}

const REASONS: Record<string, string> = {
  card_declined: t('rehearsal-reason-none'),
  card_velocity_exceeded: t('rehearsal-reason-too-often'),
  expired_card: t('rehearsal-reason-expired'),
  fraudulent: t('rehearsal-reason-fraud'),
  generic_decline: t('rehearsal-reason-none'),
  incorrect_cvc: t('rehearsal-reason-code'),
  insufficient_funds: t('rehearsal-reason-funds'),
  lost_card: t('rehearsal-reason-lost'),
  payment_intent_authentication_failure: t('rehearsal-reason-not-confirmed'),
  processing_error: t('rehearsal-reason-fault'),
  stolen_card: t('rehearsal-reason-stolen'),
};

/** Why a card was declined, for a shopkeeper; a reason that Stripe added since, as Stripe calls it. */
export function reasonText(code: string): string {
  return REASONS[code] ?? code.replaceAll('_', ' ');
}
