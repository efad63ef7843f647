// DEVELOPMENT ONLY: an invented import of the history.
import type { HistoryListName, HistoryListRow, HistoryPage } from '../src/lib/ipc/generated';

export type HistoryScene =
  | 'history-new'
  | 'history-gap'
  | 'history-reading'
  | 'history-paused'
  | 'history-waiting'
  | 'history-ended'
  | 'history-refused'
  | 'history-done';

const DAY = 86_400;
const COUNTS: [HistoryListName, number, number][] = [
  ['payment_links', 33, 0],
  ['checkout_sessions', 14_812, 790],
  ['payment_intents', 13_907, 790],
  ['charges', 14_203, 790],
  ['refunds', 318, 770],
  ['disputes', 12, 600],
  ['payouts', 561, 780],
];

const NOTHING: HistoryPage = {
  state: { status: 'not_started' },
  since: null,
  readAt: null,
  part: null,
  lists: [],
  eventsSince: null,
  gaps: [],
  fromObjects: [],
};

export function sketchHistory(now: number, scene: string): HistoryPage {
  const begun: HistoryPage = { ...NOTHING, eventsSince: now - 30 * DAY, readAt: now - 60 };
  const gap = { from: now - 75 * DAY, to: now - 30 * DAY, neededSince: now - 106 * DAY };
  const all = { ...begun, lists: lists(now, COUNTS.length), part: 1 };
  const half = { ...begun, lists: lists(now, 3), part: 0.52 };
  switch (scene) {
    case 'test':
    case 'history-gap':
      return { ...NOTHING, eventsSince: now - 30 * DAY, gaps: [gap] };
    case 'history-reading':
      return { ...half, state: { status: 'reading', list: 'charges' } };
    case 'history-paused':
      return { ...half, state: { status: 'paused' } };
    case 'history-waiting': {
      const why = 'Stripe takes no more requests at the moment (429)';
      return { ...half, state: { status: 'waiting', why } };
    }
    case 'history-ended': {
      const why = 'Stripe does not accept the API key: paste it again';
      return { ...half, state: { status: 'ended', why } };
    }
    case 'history-refused': {
      const why = 'The key lacks the permission dispute_read.';
      const refused = all.lists.map((row) =>
        row.list === 'disputes'
          ? { ...row, objects: 0, oldest: null, state: { status: 'refused', why } as const }
          : row,
      );
      return { ...all, lists: refused, state: { status: 'done' } };
    }
    case 'live':
    case 'history-done':
      return {
        ...all,
        since: now - 800 * DAY,
        state: { status: 'done' },
        readAt: now - 3 * DAY,
        fromObjects: [{ from: gap.from, to: gap.to }],
      };
    default:
      return NOTHING;
  }
}

/** The lists, of which so many are complete and the next one is half read. */
function lists(now: number, complete: number): HistoryListRow[] {
  return COUNTS.map(([list, objects, days], at) => {
    const part = at < complete ? 1 : at === complete ? 0.5 : 0;
    const oldest = part > 0 && days > 0 ? now - Math.round(days * part) * DAY : null;
    const state = { status: part === 1 ? 'done' : 'going' } as const;
    return {
      list,
      objects: Math.round((objects * part) / 100) * 100 || objects * part,
      oldest,
      state,
    };
  });
}
