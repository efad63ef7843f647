// What the stories are called, what happens in them, and what each act of one is called.
import BadgeAlert from '@lucide/svelte/icons/shield-alert';
import Basket from '@lucide/svelte/icons/shopping-basket';
import Gavel from '@lucide/svelte/icons/gavel';
import Unplug from '@lucide/svelte/icons/unplug';

import type { ActKind, DisputeCourse, MissingWhy, PlayStory } from '../../lib/ipc/generated';
import type { Icon } from '../../lib/ui/icon';
import type { Tone } from '../../lib/ui/Tag.svelte';

export type StoryName = PlayStory['story'];

interface StoryWords {
  name: string;
  icon: Icon;
  /** What happens, before it is played. */
  what: string;
}

const STORIES: Record<StoryName, StoryWords> = {
  busy_saturday: {
    name: 'Busy Saturday',
    icon: Basket,
    what: 'Sixty customers in half a minute. Some cards are declined, some banks ask, and two customers get money back.',
  },
  dispute: {
    name: 'A dispute',
    icon: Gavel,
    what: 'A customer tells the bank that the payment was not theirs. You answer or not, and the bank decides.',
  },
  card_testing: {
    name: 'Card testing',
    icon: BadgeAlert,
    what: 'Somebody tries eighty stolen cards on a small amount, within seconds. Then a card’s issuer warns you.',
  },
  outage: {
    name: 'An outage at noon',
    icon: Unplug,
    what: 'Nothing gets through for ten seconds, and customers go on paying. Then all of it comes, much of it twice.',
  },
};

export function storyWords(story: StoryName): StoryWords {
  return STORIES[story];
}

const COURSES: Record<DisputeCourse, string> = {
  won: 'Answer, and win',
  lost: 'Answer, and lose',
  unanswered: 'Do not answer',
};

/** In the order in which they are offered. */
export const COURSE_ORDER: readonly DisputeCourse[] = ['won', 'lost', 'unanswered'];

export function courseLabel(course: DisputeCourse): string {
  return COURSES[course];
}

interface ActWords {
  label: string;
  tone: Tone;
  /** What stands where a customer's name would, when the act is nobody's. */
  what?: string;
}

const ACTS: Record<ActKind, ActWords> = {
  paid: { label: 'Paid', tone: 'good' },
  declined: { label: 'Declined', tone: 'bad' },
  asked_to_confirm: { label: 'Bank asks', tone: 'waiting' },
  not_confirmed: { label: 'Not confirmed', tone: 'bad' },
  refunded: { label: 'Refunded', tone: 'quiet' },
  disputed: { label: 'Disputed', tone: 'dispute' },
  evidence_sent: { label: 'Answered', tone: 'quiet' },
  nothing_sent: { label: 'Not answered', tone: 'quiet' },
  dispute_won: { label: 'Dispute won', tone: 'good' },
  dispute_lost: { label: 'Dispute lost', tone: 'dispute' },
  warned: { label: 'Fraud warning', tone: 'waiting' },
  outage_began: { label: 'Unreachable', tone: 'bad', what: 'Nothing reaches this computer' },
  outage_ended: { label: 'Reachable', tone: 'good', what: 'The store tries again' },
};

export function actWords(kind: ActKind): ActWords {
  return ACTS[kind];
}

const REASONS: Record<string, string> = {
  card_declined: 'the bank gives no reason',
  card_velocity_exceeded: 'used too often',
  expired_card: 'the card has expired',
  fraudulent: 'looks like fraud',
  generic_decline: 'the bank gives no reason',
  incorrect_cvc: 'wrong security code',
  insufficient_funds: 'too little money',
  lost_card: 'reported lost',
  payment_intent_authentication_failure: 'did not confirm',
  processing_error: 'the bank had a fault',
  stolen_card: 'reported stolen',
};

/** Why a card was declined, for a shopkeeper; a reason that Stripe added since, as Stripe calls it. */
export function reasonText(code: string): string {
  return REASONS[code] ?? code.replaceAll('_', ' ');
}

const WHYS: Record<MissingWhy, string> = {
  not_arrived: 'It never arrived',
  kept_aside: 'It arrived and was kept aside',
  not_taken_up: 'It arrived and could not be taken up',
};

export function whyText(why: MissingWhy): string {
  return WHYS[why];
}
