// How a search was understood, in one plain sentence.
import { listed } from '../../../lib/format/lists';
import { plainText } from '../../../lib/format/text';
import type { Session } from '../../../lib/state/session.svelte';
import { t } from '../../../lib/text/text';
import { statusWords } from '../words';
import type { Part, Problem, Understood } from './query';

export type Words = Pick<Session, 'money' | 'dates' | 'locale'>;

/** How a search was understood; null where it has nothing but words to find, or nothing at all. */
export function sentence(understood: Understood, words: Words, nowMs: number): string | null {
  const { parts, currency } = understood;
  if (parts.every(({ kind }) => kind === 'words')) return null;
  const said = parts.map((part) => partWords(part, currency, words, nowMs));
  return t('payments-query-sentence', { parts: listed(said, words.locale.words) });
}

function partWords(part: Part, currency: string, words: Words, nowMs: number): string {
  const money = (minor: number) => words.money(minor, currency);
  const moment = (seconds: number) => words.dates.planned(seconds, nowMs, null);
  switch (part.kind) {
    case 'status':
      return t('payments-query-status', { status: plainText(statusWords(part.status).label) });
    case 'order':
      return t(`payments-query-order-${part.order}`);
    case 'between':
      return t('payments-query-between', { least: money(part.amount), most: money(part.other) });
    case 'over':
    case 'under':
    case 'least':
    case 'most':
    case 'exactly':
      return t(`payments-query-${part.kind}`, { amount: money(part.amount) });
    case 'currency':
      return t('payments-query-currency', { currency: part.currency.toUpperCase() });
    case 'link':
      return t('payments-query-link', { name: plainText(part.name) });
    case 'card':
      return t('payments-query-card', { last4: part.last4 });
    case 'time': {
      const { from, to } = part;
      if (from === undefined) return t('payments-query-to', { to: moment(to ?? 0) });
      if (to === undefined) return t('payments-query-from', { from: moment(from) });
      return t('payments-query-on', { day: words.dates.day(from, nowMs) });
    }
    case 'words':
      return t('payments-query-words', { words: plainText(part.words) });
  }
}

/** What cannot be understood, and how to write it. */
export function problemSentence({ key, value }: Problem): string {
  return t('payments-query-problem', {
    text: plainText(key === 'amount' ? value : `${key}:${value}`),
    how: t(`payments-query-how-${key}`),
  });
}
