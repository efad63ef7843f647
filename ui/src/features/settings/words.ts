// The words of Settings: what is under way, what an erasure takes, the parts of a check-up, times of day.
import type {
  CheckupPart,
  CheckupVerdict,
  ErasureFigures,
  WorkKind,
  WorkShown,
} from '../../lib/ipc/generated';
import type { Tone } from '../../lib/ui/Tag.svelte';

export const WORK: Record<WorkKind, string> = {
  export: 'Writing everything to files',
  backup: 'Copying the ledger and checking the copy',
  restore: 'Checking the backup and putting it in place',
  erase: 'Erasing, and making what is left anew',
  wipe: 'Removing the ledger and its backups',
};

/** What is under way, and how far it is: "Writing everything to files, 1,200 written". */
export function workWords(work: WorkShown, count: (of: number) => string): string {
  const what = WORK[work.kind];
  if (work.isStopping) return `${what}, stopping`;
  if (work.total !== null) return `${what}, ${count(work.done)} of ${count(work.total)}`;
  if (work.done > 0) return `${what}, ${count(work.done)} written`;
  return what;
}

export const PARTS: Record<CheckupPart, string> = {
  key: 'Key',
  permissions: 'Permissions',
  secret: 'Webhook secret',
  port: 'Receiver',
  tunnel: 'Way from Stripe',
  clock: 'Clock',
  disk: 'Disk',
  ledger: 'Ledger',
  completeness: 'Completeness',
};

export const VERDICTS: Record<CheckupVerdict, { label: string; tone: Tone }> = {
  well: { label: 'Works', tone: 'good' },
  unknown: { label: 'Not sure', tone: 'waiting' },
  trouble: { label: 'To do', tone: 'bad' },
};

/** How many of one thing: "1 payment", "3 payments". */
export function many(n: number, one: string, more: string, count: (of: number) => string): string {
  return `${count(n)} ${n === 1 ? one : more}`;
}

/** What an erasure takes, table by table. */
export function erasureRows(
  figures: ErasureFigures,
): { name: string; count: number; what: string }[] {
  return [
    { name: 'Payments', count: figures.payments, what: 'Amounts and dates stay, for the books.' },
    { name: 'Events', count: figures.events, what: 'What Stripe sent is kept without the person.' },
    { name: 'Answers', count: figures.answers, what: 'What Stripe answered, likewise.' },
    { name: 'Notes', count: figures.notes, what: 'What you wrote about these payments.' },
    {
      name: 'Drafts',
      count: figures.documents,
      what: 'Drafts and saved addresses of links that hold the e-mail address.',
    },
  ];
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
