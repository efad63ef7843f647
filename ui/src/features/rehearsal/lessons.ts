// What a story shows, and where in Countertop to look at it.
import type { PlayStory } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';

/** Words of the addresses that a story's customers have: a search finds what they paid. */
const CUSTOMERS: Record<PlayStory['story'], string> = {
  busy_saturday: 'saturday rehearsal',
  dispute: 'dispute rehearsal',
  card_testing: 'testing rehearsal',
  outage: 'noon rehearsal',
};

/** Where to look: the payment that the story is about, a part of the payments, or a page. */
export type Place =
  | { kind: 'subject'; label: string }
  | { kind: 'payments'; label: string; search: string; status: string | null }
  | { kind: 'health'; label: string };

export interface Lesson {
  sentences: readonly string[];
  places: readonly Place[];
}

function payments(story: PlayStory['story'], label: string, status: string | null = null): Place {
  return { kind: 'payments', label, search: CUSTOMERS[story], status };
}

const health: Place = { kind: 'health', label: t('rehearsal-open-health') };
const subject: Place = { kind: 'subject', label: t('rehearsal-show-payment') };

/** What is said instead where something is missing. */
export const ADVICE: Lesson = {
  sentences: [t('rehearsal-look-health'), t('rehearsal-look-again')],
  places: [health],
};

export function lesson(played: PlayStory): Lesson {
  switch (played.story) {
    case 'busy_saturday':
      return {
        sentences: [
          t('rehearsal-saturday-declined'),
          t('rehearsal-saturday-wait'),
          t('rehearsal-saturday-why'),
        ],
        places: [
          payments(played.story, t('rehearsal-show-payments')),
          payments(played.story, t('rehearsal-show-failed'), 'failed'),
          health,
        ],
      };
    case 'dispute':
      return disputeLesson(played.course);
    case 'card_testing':
      return {
        sentences: [
          t('rehearsal-testing-signs'),
          t('rehearsal-testing-refund'),
          t('rehearsal-testing-close'),
        ],
        places: [
          { ...subject, label: t('rehearsal-show-warned') },
          payments(played.story, t('rehearsal-show-through'), 'succeeded'),
          payments(played.story, t('rehearsal-show-declined'), 'failed'),
        ],
      };
    case 'outage':
      return {
        sentences: [
          t('rehearsal-outage-unnoticed'),
          t('rehearsal-outage-again'),
          t('rehearsal-outage-once'),
        ],
        places: [health, payments(played.story, t('rehearsal-show-payments'))],
      };
  }
}

function disputeLesson(course: 'won' | 'lost' | 'unanswered'): Lesson {
  const rest = {
    won: [t('rehearsal-dispute-won-evidence'), t('rehearsal-dispute-won-end')],
    lost: [t('rehearsal-dispute-lost-evidence'), t('rehearsal-dispute-lost-end')],
    unanswered: [t('rehearsal-dispute-unanswered-end'), t('rehearsal-dispute-unanswered-until')],
  }[course];
  return {
    sentences: [t('rehearsal-dispute-first'), ...rest],
    places: [subject, payments('dispute', t('rehearsal-show-others'))],
  };
}
