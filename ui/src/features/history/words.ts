// The words of the import: which list is read, how it is going, how far back it may go.
import type { HistoryGap, HistoryListName, HistoryPage } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';
import type { Tone } from '../../lib/ui/Tag.svelte';
import { sentence } from '../connection/words';

/** What a list is called, for itself or within a sentence. */
export function listName(list: HistoryListName, where: 'alone' | 'within'): string {
  return t(`history-list-${list}`, { where });
}

/** How dates and lists are written. */
export interface Days {
  /** In which locale words stand. */
  words: string;
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
      return { tone: 'quiet', word: t('history-not-started'), text: '' };
    case 'reading':
      return {
        tone: 'waiting',
        word: t('history-importing'),
        text: t('history-reading', { list: listName(state.list, 'alone') }),
      };
    case 'giving_way':
      return {
        tone: 'waiting',
        word: t('history-importing'),
        text: t('history-giving-way'),
      };
    case 'paused':
      return { tone: 'quiet', word: t('history-paused'), text: t('history-paused-text') };
    case 'waiting':
      return {
        tone: 'waiting',
        word: t('history-waiting'),
        text: t('history-waiting-text', { why: sentence(state.why) }),
      };
    case 'ended':
      return { tone: 'bad', word: t('history-ended'), text: sentence(state.why) };
    case 'done':
      return done(page, days);
  }
}

function done(page: HistoryPage, days: Days): { tone: Tone; word: string; text: string } {
  const refused = page.lists.filter((list) => list.state.status === 'refused');
  if (refused.length > 0) {
    const names = refused.map((list) => listName(list.list, 'within'));
    const text = t('history-refused', {
      lists: new Intl.ListFormat(days.words, { type: 'unit' }).format(names),
    });
    return { tone: 'waiting', word: t('history-in-part'), text };
  }
  return { tone: 'good', word: t('history-done'), text: reached(page, days) };
}

function reached({ since, readAt }: HistoryPage, days: Days): string {
  const day = readAt === null ? null : days.date(readAt);
  if (since === null) {
    return day === null ? t('history-done-all') : t('history-done-all-as-of', { day });
  }
  const from = { since: days.date(since) };
  return day === null
    ? t('history-done-since', from)
    : t('history-done-since-as-of', { ...from, day });
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
    { id: 'all', label: t('history-reach-all'), since: null },
    { id: 'year', label: t('history-reach-year'), since: now - 365 * DAY },
    { id: 'quarter', label: t('history-reach-quarter'), since: now - 92 * DAY },
  ];
  const [gap] = page.gaps;
  if (gap) {
    const since = gap.neededSince;
    const label = t('history-reach-gap', { date: days.date(since) });
    return [{ id: 'gap', label, since }, ...choices];
  }
  if (page.state.status === 'not_started') return choices;
  const { since: known } = page;
  return choices.filter(({ since }) => known !== null && (since === null || since < known));
}

/** What neither events nor an import told. */
export function missing(gap: HistoryGap, days: Days): string {
  return t('history-missing', {
    from: days.date(gap.from),
    to: days.date(gap.to),
    since: days.date(gap.neededSince),
  });
}
