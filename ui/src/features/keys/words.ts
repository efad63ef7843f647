// Where keys are, where they can move to, and what a key may do.
import { listed } from '../../lib/format/lists';
import type { KeyFacts, KeysState } from '../../lib/ipc/generated';
import { t, type TextId } from '../../lib/text/text';
import type { Place } from './choosing.svelte';

export const STATES = {
  not_looked: 'keys-state-not-looked',
  keychain: 'keys-state-keychain',
  keychain_locked: 'keys-state-keychain-locked',
  keychain_unanswered: 'keys-state-keychain-unanswered',
  keychain_absent: 'keys-state-keychain-absent',
  place_needed: 'keys-state-place-needed',
  file_locked: 'keys-state-file-locked',
  file_open: 'keys-state-file-open',
  memory: 'keys-state-memory',
} as const satisfies Record<KeysState, TextId>;

/** The places that keys can move to. */
export function otherPlaces(state: KeysState): Place[] {
  switch (state) {
    case 'keychain':
      return ['file', 'memory'];
    case 'file_open':
      return ['keychain', 'memory'];
    case 'memory':
      return ['keychain', 'file'];
    case 'file_locked':
      return [];
    case 'not_looked':
    case 'keychain_locked':
    case 'keychain_unanswered':
    case 'keychain_absent':
    case 'place_needed':
      return ['file', 'memory'];
  }
}

/** How many permissions a key has; nothing where that was not tried. */
export function permissions(facts: KeyFacts, words: string): string {
  if (!facts.permissions) return t('keys-permissions-untried');
  const { works, of, missing } = facts.permissions;
  return missing.length === 0
    ? t('keys-permissions-work', { works, of })
    : t('keys-permissions-lacking', { works, of, missing: listed(missing, words) });
}
