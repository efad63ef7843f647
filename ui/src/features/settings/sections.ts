// The sections of the page Settings, and which of them an account has.
import type { AccountKind } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';

/** In the order in which they stand. */
const IDS = [
  'account',
  'appearance',
  'window',
  'keys',
  'till',
  'notifications',
  'data',
  'backups',
  'erase',
  'practice',
  'diagnostics',
  'about',
] as const;

export type SectionId = (typeof IDS)[number];

export interface Section {
  id: SectionId;
  title: string;
}

const ALL: readonly Section[] = IDS.map((id) => ({ id, title: t(`settings-section-${id}`) }));

/** What only accounts at Stripe have: the practice store needs no key. */
const OF_STRIPE: readonly SectionId[] = ['keys'];

/** The sections of an account: only the practice store can be begun anew. */
export function sectionsOf(kind: AccountKind): readonly Section[] {
  const others: readonly SectionId[] = kind === 'practice' ? OF_STRIPE : ['practice'];
  return ALL.filter(({ id }) => !others.includes(id));
}

/** The section that an address names; the first where it names none. */
export function sectionAt(sections: readonly Section[], id: string | undefined): SectionId {
  return sections.find((section) => section.id === id)?.id ?? 'account';
}
