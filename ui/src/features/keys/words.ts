// What the places of keys are called, and what each is good for.
import type { KeyFacts, KeysState } from '../../lib/ipc/generated';
import type { Place } from './choosing.svelte';

export const PLACES: Record<Place, { name: string; more: string }> = {
  keychain: {
    name: 'In this computer’s keychain',
    more: 'It is open while you are logged in; nothing is asked at the start.',
  },
  file: {
    name: 'In an encrypted file',
    more: 'Its passphrase is asked for at each start. Whoever has the disk or a backup cannot read it without.',
  },
  memory: {
    name: 'Nowhere: ask at each start',
    more: 'The key is forgotten when Countertop ends, and nothing arrives until you have pasted it again.',
  },
};

export const STATES: Record<KeysState, string> = {
  not_looked: 'The keychain is looked for when the first key is kept.',
  keychain: 'Keys are kept in this computer’s keychain.',
  keychain_locked: 'The keychain is locked.',
  keychain_unanswered: 'The keychain does not answer.',
  keychain_absent: 'The keychain that has the keys is not there.',
  place_needed: 'There is no keychain; the place is chosen when the first key is kept.',
  file_locked: 'Keys are in an encrypted file that is locked.',
  file_open: 'Keys are kept in an encrypted file, open until Countertop ends.',
  memory: 'Keys are kept nowhere: they are asked for at each start.',
};

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
export function permissions(facts: KeyFacts): string {
  if (!facts.permissions) return 'Its permissions were not tried on this computer yet.';
  const { works, of, missing } = facts.permissions;
  if (missing.length === 0) return `${works} of ${of} permissions work.`;
  return `${works} of ${of} permissions work. It lacks ${missing.join(', ')}.`;
}
