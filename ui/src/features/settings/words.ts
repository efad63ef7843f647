// The words of Settings: what is under way, what an erasure takes, the parts of a check-up, times of day.
import type {
  CheckupFinding,
  CheckupVerdict,
  ErasureFigures,
  WorkShown,
} from '../../lib/ipc/generated';
import { sentenceSaid } from '../../lib/ipc/said';
import { t } from '../../lib/text/text';
import type { Tone } from '../../lib/ui/Tag.svelte';
import { featureSentence } from '../connect/feature-words';

/** What is under way, and how far it is: "Writing everything to files, 1,200 written". */
export function workWords({ kind, done, total, isStopping }: WorkShown): string {
  const what = t(`settings-work-${kind}`);
  if (isStopping) return t('settings-work-stopping', { what });
  if (total !== null) return t('settings-work-part', { what, done, total });
  if (done > 0) return t('settings-work-written', { what, done });
  return what;
}

export const TONES: Record<CheckupVerdict, Tone> = {
  well: 'good',
  unknown: 'waiting',
  trouble: 'bad',
};

/** What a check-up found of one part, as a sentence. */
export function foundWords({ feature, foundSaid, found }: CheckupFinding, words: string): string {
  if (!feature) return sentenceSaid(foundSaid) ?? found;
  return t('settings-diagnostics-feature', {
    feature: t(`connect-feature-${feature.feature}`),
    sentence: featureSentence(feature, words) ?? t('settings-diagnostics-allowed'),
  });
}

/** What an erasure takes, table by table. */
export function erasureRows(
  figures: ErasureFigures,
): { name: string; count: number; what: string }[] {
  const counts = [
    ['payments', figures.payments],
    ['events', figures.events],
    ['answers', figures.answers],
    ['notes', figures.notes],
    ['drafts', figures.documents],
  ] as const;
  return counts.map(([table, count]) => ({
    name: t(`settings-erase-${table}`),
    count,
    what: t(`settings-erase-${table}-what`),
  }));
}

/** Whether there is anything to erase. */
export function isAnybody(figures: ErasureFigures): boolean {
  return figures.events + figures.answers + figures.notes + figures.documents > 0;
}

/** "03:00" as the minute of the day; null where it is no time. */
export function minuteOf(time: string): number | null {
  const found = /^(\d{2}):(\d{2})(:\d{2})?$/.exec(time);
  if (!found) return null;
  const [hour, minute] = [Number(found[1]), Number(found[2])];
  return hour < 24 && minute < 60 ? hour * 60 + minute : null;
}

/** A minute of the day as a time field wants it. */
export function timeOf(minute: number | null): string {
  if (minute === null) return '';
  const two = (part: number) => String(part).padStart(2, '0');
  return `${two(Math.floor(minute / 60))}:${two(minute % 60)}`;
}

/** The last part of a path, whichever way its parts are set apart. */
export function lastPart(path: string): string {
  return path.split(/[/\\]/).findLast((part) => part !== '') ?? path;
}
