// How it stands with the rows of a table, in words.
import type { LinkTable, LinkTableStanding } from '../../../lib/ipc/generated';
import { t } from '../../../lib/text/text';
import type { Tone } from '../../../lib/ui/Tag.svelte';

/** How a row's state is coloured. */
export const TONES: Record<LinkTableStanding, Tone> = {
  ready: 'quiet',
  known: 'good',
  wrong: 'bad',
  made: 'good',
  refused: 'bad',
};

/** How many rows can still become links. */
export function left(table: LinkTable): number {
  return table.counts.ready + table.counts.refused;
}

/** What stands on the button. */
export function makeWords(table: LinkTable): string {
  if (table.counts.refused > 0) return t('common-try-again');
  return t('links-table-make', { count: left(table) });
}

/** How the table stands as a whole, in one or two sentences. */
export function standing(table: LinkTable): string {
  const { ready, known, wrong, made, refused } = table.counts;
  if (wrong > 0) return withKnown(t('links-table-wrong', { count: wrong }), known);
  if (table.isMaking) return t('links-table-making', { made, left: ready });
  if (refused > 0) return t('links-table-refused', { refused, made: made + known });
  if (ready === 0 && made === 0) return t('links-table-all-known');
  if (ready === 0) return withKnown(t('links-table-done', { made }), known);
  if (made > 0) return withKnown(t('links-table-stopped', { made, left: ready }), known);
  return withKnown(t('links-table-ready', { count: ready }), known);
}

/** A sentence, and another for the links that were made before. */
function withKnown(words: string, known: number): string {
  return known > 0 ? `${words} ${t('links-table-known', { count: known })}` : words;
}
