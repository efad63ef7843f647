// What a story shows, and where in Countertop to look at it.
import type { PlayStory } from '../../lib/ipc/generated';

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

const health: Place = { kind: 'health', label: 'Open Health' };
const subject: Place = { kind: 'subject', label: 'Show the payment' };

/** What is said instead where something is missing. */
export const ADVICE: Lesson = {
  sentences: [
    'Health says what came to this computer, what was refused, and why.',
    'What could not be delivered is sent again, with growing pauses, for up to three days.',
  ],
  places: [health],
};

export function lesson(played: PlayStory): Lesson {
  switch (played.story) {
    case 'busy_saturday':
      return {
        sentences: [
          'A declined card is seldom the end: most customers took another, and their payment counts once.',
          'While a bank asks its customer to confirm, nothing is paid yet, so wait with what you hand over until the payment says Succeeded.',
          'Each failed payment says what the bank said, and each refund stands with the payment that it belongs to.',
        ],
        places: [
          payments(played.story, 'Show the payments'),
          payments(played.story, 'Show the failed ones', 'failed'),
          health,
        ],
      };
    case 'dispute':
      return disputeLesson(played.course);
    case 'card_testing':
      return {
        sentences: [
          'This is how card testing looks: small payments by the second, names that are none, one decline after the other.',
          'Give back what went through before the cards’ owners dispute it; after an early warning, that is the last good moment.',
          'Close the link that they found, and open a new one with a limit or a higher price.',
        ],
        places: [
          { ...subject, label: 'Show what was warned of' },
          payments(played.story, 'Show what went through', 'succeeded'),
          payments(played.story, 'Show the declined ones', 'failed'),
        ],
      };
    case 'outage':
      return {
        sentences: [
          'Customers notice nothing: they pay at Stripe, not at this computer.',
          'What could not be delivered is kept and sent again, with growing pauses, for up to three days.',
          'What came twice counts once, and what came out of order stands in its place.',
        ],
        places: [health, payments(played.story, 'Show the payments')],
      };
  }
}

function disputeLesson(course: 'won' | 'lost' | 'unanswered'): Lesson {
  const first =
    'The bank takes the money back the moment the customer disputes, long before anything is decided.';
  const rest = {
    won: [
      'What convinces a bank is what shows that this customer got what was paid for: a signature, a tracking number, an e-mail.',
      'You won, so the money came back, and the payment counts as paid again.',
    ],
    lost: [
      'Evidence can be sent once, and the bank’s word is the last: look at what it asks for before you answer.',
      'You lost, so the money stays with the customer, and the payment says so.',
    ],
    unanswered: [
      'No answer is taken as a yes: when the time has passed, the money stays with the customer.',
      'Until when you can answer stands with each disputed payment.',
    ],
  }[course];
  return {
    sentences: [first, ...rest],
    places: [subject, payments('dispute', 'Show the other payments')],
  };
}
