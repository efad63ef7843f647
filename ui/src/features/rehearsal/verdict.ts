// What came of a story, in one title and a few sentences.
import { stretch } from '../../lib/format/measures';
import type { Locale } from '../../lib/format/locale';
import type { StoryEnding, StoryRun, Verdict } from '../../lib/ipc/generated';

/** From here on, a late event is worth a sentence. */
const LATE_SECONDS = 5;

/** How numbers and amounts are written. */
export interface Formats {
  locale: Locale;
  count: (count: number) => string;
  money: (minor: number, currency: string) => string;
}

export interface Finding {
  tone: 'good' | 'bad';
  title: string;
  sentences: readonly string[];
}

export function finding(run: StoryRun, ending: StoryEnding, formats: Formats): Finding {
  const { verdict } = ending;
  const how = howItEnded(run, ending, formats);
  if (!verdict) {
    return { tone: 'bad', title: 'The two sides could not be compared.', sentences: how };
  }
  const isWell = verdict.complete && ending.how !== 'broke_off';
  return {
    tone: isWell ? 'good' : 'bad',
    title: title(verdict, ending, formats),
    sentences: [
      ...how,
      events(verdict, formats),
      ...payments(verdict, formats),
      ...takings(verdict, formats),
      ...onTheWay(run, verdict, formats),
    ],
  };
}

function title(verdict: Verdict, ending: StoryEnding, formats: Formats): string {
  if (ending.how === 'broke_off') return 'The story broke off.';
  if (verdict.complete) return 'Nothing is missing.';
  const { missing, differences } = verdict;
  if (missing.length > 0)
    return `${things(missing.length, 'event', formats)} ${is(missing)} missing.`;
  if (differences.length > 0) {
    return `${things(differences.length, 'payment', formats)} ${
      differences.length === 1 ? 'is' : 'are'
    } not the same on both sides.`;
  }
  return 'The sums are not the same.';
}

function howItEnded(run: StoryRun, ending: StoryEnding, { locale }: Formats): string[] {
  const after = stretch(Math.max(1, Math.round(run.elapsedMs / 1000)), locale.words);
  switch (ending.how) {
    case 'played':
      return ending.reason ? [ending.reason] : [];
    case 'stopped':
      return [`You stopped it after ${after}. This is what had happened until then.`];
    case 'broke_off':
      return ending.reason ? [ending.reason] : [];
  }
}

function events({ told, recorded }: Verdict, { count }: Formats): string {
  if (told === 0) return 'Nothing was told.';
  return `${count(told)} ${plural('event', told)} ${were(told)} told, ${count(recorded)} ${
    recorded === 1 ? 'is' : 'are'
  } recorded.`;
}

/** "61 payments: 55 paid, 6 declined." What is neither is not finished. */
function payments({ payments, paid, declined }: Verdict, formats: Formats): string[] {
  if (payments === 0) return [];
  const open = payments - paid - declined;
  const parts = [`${formats.count(paid)} paid`];
  if (declined > 0) parts.push(`${formats.count(declined)} declined`);
  if (open > 0) parts.push(`${formats.count(open)} not finished`);
  return [`${things(payments, 'payment', formats)}: ${parts.join(', ')}.`];
}

function takings({ totals }: Verdict, { money }: Formats): string[] {
  if (totals.length === 0) return [];
  const written = (of: (total: Verdict['totals'][number]) => number) =>
    totals.map((total) => money(of(total), total.currency)).join(' and ');
  const told = written((total) => total.told);
  const recorded = written((total) => total.recorded);
  if (told === recorded) return [`Taken after refunds and disputes: ${told} on both sides.`];
  return [
    `Taken after refunds and disputes: ${told} at the practice store, ${recorded} in the ledger.`,
  ];
}

function onTheWay(run: StoryRun, { slowestSeconds }: Verdict, formats: Formats): string[] {
  const { repeated } = run.ledger;
  const sentences = [];
  if (repeated > 0) {
    sentences.push(
      repeated === 1
        ? 'One delivery brought what was known already, and counts once.'
        : `${formats.count(repeated)} deliveries brought what was known already, and count once.`,
    );
  }
  if (slowestSeconds !== null && slowestSeconds >= LATE_SECONDS) {
    const late = stretch(slowestSeconds, formats.locale.words);
    sentences.push(`The slowest event took ${late} to get here.`);
  }
  return sentences;
}

function things(number: number, one: string, { count }: Formats): string {
  return `${count(number)} ${plural(one, number)}`;
}

const plural = (one: string, number: number) => (number === 1 ? one : `${one}s`);
const were = (number: number) => (number === 1 ? 'was' : 'were');
const is = (list: readonly unknown[]) => (list.length === 1 ? 'is' : 'are');
