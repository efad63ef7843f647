// The words of the import: which list is read, how it is going, how far back it may go.
import type { HistoryGap, HistoryListName, HistoryPage } from '../../lib/ipc/generated';
import { sentence } from '../connection/words';
import type { Tone } from '../../lib/ui/Tag.svelte';

export const LISTS: Record<HistoryListName, string> = {
  payment_links: 'Payment links',
  checkout_sessions: 'Checkout sessions',
  payment_intents: 'Payments',
  charges: 'Charges',
  refunds: 'Refunds',
  disputes: 'Disputes',
  payouts: 'Payouts',
};

/** How dates are written; a session's dates can do it. */
export interface Days {
  /** "30 Aug", with the year when it is another. */
  date(seconds: number): string;
}

/** In one word, and in a sentence where there is more to say. */
export function standing(
  page: HistoryPage,
  days: Days,
): { tone: Tone; word: string; text: string } {
  const { state } = page;
  switch (state.status) {
    case 'not_started':
      return { tone: 'quiet', word: 'Not imported', text: '' };
    case 'reading':
      return { tone: 'waiting', word: 'Importing', text: `${LISTS[state.list]} are being read.` };
    case 'giving_way':
      return {
        tone: 'waiting',
        word: 'Importing',
        text: 'It waits a moment: Stripe’s list of events is being read.',
      };
    case 'paused':
      return { tone: 'quiet', word: 'Paused', text: 'It goes on from here when you resume it.' };
    case 'waiting':
      return {
        tone: 'waiting',
        word: 'Waiting',
        text: `${sentence(state.why)} It goes on by itself.`,
      };
    case 'ended':
      return { tone: 'bad', word: 'Stopped', text: sentence(state.why) };
    case 'done':
      return done(page, days);
  }
}

function done(page: HistoryPage, days: Days): { tone: Tone; word: string; text: string } {
  const refused = page.lists.filter((list) => list.state.status === 'refused');
  if (refused.length > 0) {
    const names = refused.map((list) => LISTS[list.list].toLowerCase()).join(', ');
    const text = `The key may not read: ${names}. Give it the permission at Stripe, then resume.`;
    return { tone: 'waiting', word: 'In part', text };
  }
  const from = page.since === null ? 'All that Stripe has' : `All since ${days.date(page.since)}`;
  const through = page.readAt === null ? '' : `, as it was on ${days.date(page.readAt)}`;
  return { tone: 'good', word: 'Imported', text: `${from}${through}, is in the ledger.` };
}

/** How far back may be read, what is advised first. */
export interface Reach {
  id: string;
  label: string;
  /** Unix seconds; null is all that there is. */
  since: number | null;
}

const DAY = 86_400;

/** The choices; those that reach no further than what is there already are left out. */
export function reaches(page: HistoryPage, now: number, days: Days): Reach[] {
  const choices: Reach[] = [
    { id: 'all', label: 'Everything', since: null },
    { id: 'year', label: 'The last 12 months', since: now - 365 * DAY },
    { id: 'quarter', label: 'The last 3 months', since: now - 92 * DAY },
  ];
  const [gap] = page.gaps;
  if (gap) {
    const since = gap.neededSince;
    return [{ id: 'gap', label: `What is missing, from ${days.date(since)}`, since }, ...choices];
  }
  if (page.state.status === 'not_started') return choices;
  const { since: known } = page;
  return choices.filter(({ since }) => known !== null && (since === null || since < known));
}

/** What neither events nor an import told. */
export function missing(gap: HistoryGap, days: Days): string {
  return `From ${days.date(gap.from)} to ${days.date(gap.to)} nothing is known: Stripe’s list of events no longer tells of it. An import from ${days.date(gap.neededSince)} on fills it.`;
}
