import { describe, expect, it } from 'vitest';

import type { LinkRow, PaymentRow } from '../../lib/ipc/generated';
import { formatRoute, parseRoute } from '../../lib/state/router.svelte';
import { groupsOf, idEntry, type Account, type Found } from './entries';

const till = { isViewOnly: false, hasPin: false };
const PRACTICE: Account = { kind: 'practice', isOpen: true, till };
const LIVE: Account = { kind: 'live', isOpen: true, till };
const SHUT: Account = { kind: 'live', isOpen: false, till };
const NOTHING: Found = { payments: [], links: [] };
const PAYMENT = { id: 'pi_3QK8x2LmAbCd' } as PaymentRow;
const LINK = { id: 'plink_1Q0001AbCd' } as LinkRow;

function titles(text: string, account = PRACTICE, found = NOTHING) {
  return groupsOf(text, account, found).map(({ title }) => title);
}

function names(text: string, account = PRACTICE) {
  return groupsOf(text, account, NOTHING).flatMap(({ entries }) =>
    entries.map((entry) => ('label' in entry ? entry.label : entry.id)),
  );
}

describe('the groups', () => {
  it('are the pages and what can be done, before anything is typed', () => {
    expect(titles(' ')).toEqual(['Pages', 'Actions']);
    expect(names('')).toContain('Settings');
    expect(names('')).not.toContain('Backups');
  });

  it('stand in one order, and only where they hold something', () => {
    const found = { payments: [PAYMENT], links: [LINK] };
    expect(titles('payment', PRACTICE, found)).toEqual(['Pages', 'Actions', 'Payments', 'Links']);
    expect(titles('lena', PRACTICE, found)).toEqual(['Payments', 'Links']);
    expect(titles('lena')).toEqual([]);
  });

  it('hold the parts of the settings that this account has', () => {
    expect(names('settings')).toContain('Backups');
    expect(names('reset')).toEqual(['Practice store']);
    expect(names('reset', LIVE)).toEqual([]);
    expect(names('passphrase', LIVE)).toEqual(['Keys']);
    expect(names('passphrase')).toEqual([]);
  });

  it('hold the rehearsal in the practice store alone', () => {
    expect(names('')).toContain('Rehearsal');
    expect(names('', LIVE)).not.toContain('Rehearsal');
  });

  it('leave out what an account that cannot be opened has not', () => {
    expect(names('', SHUT)).toEqual([
      'Home',
      'Settings',
      'Connect a Stripe account',
      'Keyboard shortcuts',
    ]);
    expect(titles('plink_1Q0001AbCd', SHUT)).toEqual([]);
  });

  it('change nothing in a window for looking only, and lock where there is a PIN', () => {
    expect(names('', { ...SHUT, till: { isViewOnly: true, hasPin: true } })).toEqual([
      'Home',
      'Settings',
      'Lock now',
      'Keyboard shortcuts',
    ]);
    expect(names('lock')).not.toContain('Lock now');
  });

  it('lead to places that there are, each of them once', () => {
    for (const account of [PRACTICE, LIVE, SHUT]) {
      const entries = groupsOf('s', account, NOTHING).flatMap((group) => group.entries);
      const all = [...entries, ...groupsOf('', account, NOTHING).flatMap((it) => it.entries)];
      for (const entry of all) {
        const route = 'route' in entry ? entry.route : null;
        if (route) expect(parseRoute(formatRoute(route))).toEqual(route);
      }
      expect(new Set(entries.map(({ id }) => id)).size).toBe(entries.length);
    }
  });
});

describe('an id', () => {
  it('leads straight to what it names', () => {
    expect(idEntry(' pi_3QK8x2LmAbCd ')?.route).toEqual({
      screen: 'payments',
      id: 'pi_3QK8x2LmAbCd',
    });
    expect(idEntry('plink_1Q0001AbCd')?.route).toEqual({ screen: 'links', id: 'plink_1Q0001AbCd' });
  });

  it('is none while it is typed, or where it is none of ours', () => {
    for (const text of ['pi_', 'pi_3QK', 'plink_1Q0/../..', 'cus_3QK8x2LmAbCd', 'pie recipes']) {
      expect(idEntry(text)).toBeNull();
    }
  });

  it('makes way for the row once that is found', () => {
    expect(titles('pi_3QK8x2LmAbCd')).toEqual(['By its id']);
    expect(titles('pi_3QK8x2LmAbCd', PRACTICE, { payments: [PAYMENT], links: [] })).toEqual([
      'Payments',
    ]);
  });
});
