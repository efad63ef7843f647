// What a link sells, in a few words.
import type { LinkRow } from '../../lib/ipc/generated';

/** "Sourdough box", "Sourdough box and 2 more". */
export function linkName(link: Pick<LinkRow, 'name' | 'items'>): string {
  const first = link.name ?? link.items.find((item) => item.name)?.name;
  if (!first) return 'A link whose name is not known yet';
  const more = link.items.length - 1;
  return more > 0 ? `${first} and ${more} more` : first;
}
