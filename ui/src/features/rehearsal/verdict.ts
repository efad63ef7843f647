// What came of a story, in one title and a few sentences.
import { stretch } from '../../lib/format/measures';
import type { Locale } from '../../lib/format/locale';
import type { StoryEnding, StoryRun, Verdict } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';

/** From here on, a late event is worth a sentence. */
const LATE_SECONDS = 5;

/** How numbers and amounts are written. */
export interface Formats {
  locale: Locale;
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
    return { tone: 'bad', title: t('rehearsal-uncompared'), sentences: how };
  }
  const isWell = verdict.complete && ending.how !== 'broke_off';
  return {
    tone: isWell ? 'good' : 'bad',
    title: title(verdict, ending),
    sentences: [
      ...how,
      t('rehearsal-events', { told: verdict.told, recorded: verdict.recorded }),
      ...payments(verdict, formats),
      ...takings(verdict, formats),
      ...onTheWay(run, verdict, formats),
    ],
  };
}

function title({ complete, missing, differences }: Verdict, ending: StoryEnding): string {
  if (ending.how === 'broke_off') return t('rehearsal-broke-off');
  if (complete) return t('rehearsal-complete');
  if (missing.length > 0) return t('rehearsal-missing', { count: missing.length });
  if (differences.length > 0) return t('rehearsal-differing', { count: differences.length });
  return t('rehearsal-sums-differ');
}

function howItEnded(run: StoryRun, ending: StoryEnding, { locale }: Formats): string[] {
  const time = stretch(Math.max(1, Math.round(run.elapsedMs / 1000)), locale.words);
  switch (ending.how) {
    case 'played':
      return ending.reason ? [ending.reason] : [];
    case 'stopped':
      return [t('rehearsal-stopped', { time })];
    case 'broke_off':
      return ending.reason ? [ending.reason] : [];
  }
}

/** "61 payments: 55 paid, 6 declined." What is neither is not finished. */
function payments({ payments, paid, declined }: Verdict, { locale }: Formats): string[] {
  if (payments === 0) return [];
  const open = payments - paid - declined;
  const parts = [t('rehearsal-payments-paid', { count: paid })];
  if (declined > 0) parts.push(t('rehearsal-payments-declined', { count: declined }));
  if (open > 0) parts.push(t('rehearsal-payments-open', { count: open }));
  const list = new Intl.ListFormat(locale.words, { type: 'unit' });
  return [t('rehearsal-payments', { payments, parts: list.format(parts) })];
}

function takings({ totals }: Verdict, { money, locale }: Formats): string[] {
  if (totals.length === 0) return [];
  const list = new Intl.ListFormat(locale.words);
  const written = (of: (total: Verdict['totals'][number]) => number) =>
    list.format(totals.map((total) => money(of(total), total.currency)));
  const told = written((total) => total.told);
  const recorded = written((total) => total.recorded);
  if (told === recorded) return [t('rehearsal-takings', { sums: told })];
  return [t('rehearsal-takings-differ', { told, recorded })];
}

function onTheWay(run: StoryRun, { slowestSeconds }: Verdict, { locale }: Formats): string[] {
  const { repeated } = run.ledger;
  const sentences = [];
  if (repeated > 0) sentences.push(t('rehearsal-repeated', { count: repeated }));
  if (slowestSeconds !== null && slowestSeconds >= LATE_SECONDS) {
    sentences.push(t('rehearsal-late', { time: stretch(slowestSeconds, locale.words) }));
  }
  return sentences;
}
