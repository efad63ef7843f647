// How it stands with the rows of a table, in words.
import type { LinkTable, LinkTableStanding } from '../../../lib/ipc/generated';
import type { Tone } from '../../../lib/ui/Tag.svelte';

/** A row's state as a tag. */
export const STANDINGS: Record<LinkTableStanding, { word: string; tone: Tone }> = {
  ready: { word: 'Ready', tone: 'quiet' },
  known: { word: 'Made before', tone: 'good' },
  wrong: { word: 'Wrong', tone: 'bad' },
  made: { word: 'Made', tone: 'good' },
  refused: { word: 'Refused', tone: 'bad' },
};

type Count = (of: number) => string;

function links(of: number, count: Count): string {
  return of === 1 ? 'one link' : `${count(of)} links`;
}

/** How many rows can still become links. */
export function left(table: LinkTable): number {
  return table.counts.ready + table.counts.refused;
}

/** What stands on the button. */
export function makeWords(table: LinkTable, count: Count): string {
  const words = left(table) === 1 ? 'Make the link' : `Make ${links(left(table), count)}`;
  return table.counts.refused > 0 ? 'Try again' : words;
}

/** How the table stands as a whole, in one or two sentences. */
export function standing(table: LinkTable, count: Count): string {
  const { ready, known, wrong, made, refused } = table.counts;
  const before =
    known > 0 ? ` ${sentence(links(known, count))} of it ${was(known)} made before.` : '';
  if (wrong > 0) {
    const rows = wrong === 1 ? 'one row' : `${count(wrong)} rows`;
    return `Something is wrong with ${rows}. Correct the file and read it again: no link is made before.${before}`;
  }
  if (table.isMaking) return `${sentence(links(made, count))} made, ${count(ready)} to go.`;
  if (refused > 0) {
    return `${sentence(links(refused, count))} could not be made; why stands with each. Made are ${count(made + known)}, and none is made twice.`;
  }
  if (ready === 0) {
    return made > 0
      ? `Done: ${links(made, count)} made.${before}`
      : 'All of its links were made before. Nothing is left to do.';
  }
  if (made > 0) return `Stopped: ${links(made, count)} made, ${count(ready)} left.${before}`;
  return `${sentence(links(ready, count))} to be made.${before}`;
}

function was(of: number): string {
  return of === 1 ? 'was' : 'were';
}

function sentence(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
