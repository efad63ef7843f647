// What may follow where a search is being typed.
import { t } from '../../../lib/text/text';
import { STATUS_ORDER, statusWords } from '../words';
import { KEYS, type Key } from './query';

export interface Suggestion {
  /** What the last word becomes. */
  text: string;
  /** What that means. */
  note: string;
}

const MOST = 8;

const VALUES: Partial<Record<Key, () => Suggestion[]>> = {
  status: () =>
    STATUS_ORDER.map((status) => ({ text: `status:${status}`, note: statusWords(status).label })),
  order: () => [
    { text: 'order:open', note: t('payments-to-fulfil') },
    { text: 'order:done', note: t('payments-query-order-done') },
  ],
  last: () => [
    { text: 'last:24h', note: t('payments-query-last-hours', { count: 24 }) },
    { text: 'last:7d', note: t('payments-query-last-days', { count: 7 }) },
    { text: 'last:30d', note: t('payments-query-last-days', { count: 30 }) },
    { text: 'last:12m', note: t('payments-query-last-months', { count: 12 }) },
  ],
  on: () => [
    { text: 'on:today', note: t('common-today') },
    { text: 'on:yesterday', note: t('common-yesterday') },
  ],
};

/** What the last word of a text may become; nothing where it is a word to find. */
export function suggestions(text: string): Suggestion[] {
  const last = /\S*$/.exec(text)?.[0] ?? '';
  if (last === '' || last.includes('"')) return [];
  const typed = last.toLowerCase();
  const key = KEYS.find((key) => typed.startsWith(`${key}:`));
  if (key) {
    const value = typed.slice(key.length + 1);
    const all = VALUES[key]?.() ?? [];
    const found = all.filter(
      ({ text, note }) =>
        text.slice(key.length + 1).startsWith(value) || note.toLowerCase().startsWith(value),
    );
    // What is written whole needs no help.
    return found.some(({ text }) => text === typed) ? [] : found.slice(0, MOST);
  }
  return KEYS.filter((key) => key.startsWith(typed)).map((key) => ({
    text: `${key}:`,
    note: t(`payments-query-key-${key}`),
  }));
}

/** The text with its last word become what was suggested. */
export function completed(text: string, suggestion: Suggestion): string {
  const isWhole = !suggestion.text.endsWith(':');
  return text.replace(/\S*$/, suggestion.text) + (isWhole ? ' ' : '');
}
