// What is said of events and of deliveries that were refused.
import type { AccountKind, DeliveryRow, EventRow, SymptomKind } from '../../lib/ipc/generated';
import { t, type TextId } from '../../lib/text/text';
import type { Tone } from '../../lib/ui/Tag.svelte';
import { refusalWords } from '../health/refusals';

interface Standing {
  label: string;
  tone: Tone;
}

const ASIDE: Record<string, TextId & `events-aside-${string}`> = {
  clock: 'events-aside-clock',
  mode: 'events-aside-mode',
  account: 'events-aside-account',
};

/** How an event stands in the ledger. */
export function standing(row: EventRow): Standing {
  if (row.parked) return { label: t('events-parked'), tone: 'bad' };
  if (row.aside !== null) return { label: t('events-aside'), tone: 'waiting' };
  if (!row.parsed) return { label: t('events-unparsed'), tone: 'waiting' };
  return row.handled
    ? { label: t('events-counted'), tone: 'good' }
    : { label: t('events-kept'), tone: 'quiet' };
}

/** The same as a sentence. */
export function standingSentence(row: EventRow): string {
  if (row.parked) return t('events-parked-what');
  const aside = row.aside === null ? undefined : ASIDE[row.aside];
  if (aside) return t(aside);
  if (!row.parsed) return t('events-unparsed-what');
  return t(row.handled ? 'events-counted-what' : 'events-kept-what');
}

/** How we learned of an event. */
export function sourceWords(source: string): string {
  switch (source) {
    case 'webhook':
      return t('events-source-webhook');
    case 'api':
      return t('events-source-api');
    case 'import':
      return t('events-source-import');
    default:
      return source;
  }
}

const SYMPTOMS = {
  line_ends_changed: 'events-doctor-line-ends',
  end_changed: 'events-doctor-end',
  json_rewritten: 'events-doctor-rewritten',
  no_event: 'events-doctor-no-event',
} as const satisfies Partial<Record<SymptomKind, TextId>>;

/** What happened to a refused delivery, and what to do, as the signature doctor sees it. */
export function diagnosis(
  { reason, symptom }: Pick<DeliveryRow, 'reason' | 'symptom'>,
  kind: AccountKind,
): { what: string; advice: string } | null {
  if (reason === null) return null;
  const { what, advice } = refusalWords(reason);
  if (symptom === null) return { what, advice };
  if (symptom === 'live_mode' || symptom === 'test_mode') {
    const isOther = (symptom === 'live_mode') !== (kind === 'live');
    if (!isOther) return { what: t('events-doctor-secret'), advice };
    return {
      what: t(symptom === 'live_mode' ? 'events-doctor-live' : 'events-doctor-test'),
      advice: t('events-doctor-mode-advice'),
    };
  }
  return {
    what: t(SYMPTOMS[symptom]),
    advice: t(
      symptom === 'no_event' ? 'events-doctor-no-event-advice' : 'events-doctor-changed-advice',
    ),
  };
}
