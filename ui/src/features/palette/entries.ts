// What can be found and done: pages, actions, payments and links, in their groups.
import type { AccountKind, LinkRow, PaymentRow } from '../../lib/ipc/generated';
import type { Route } from '../../lib/state/router.svelte';
import { sectionsOf, type SectionId } from '../settings/sections';
import { matching, type Findable } from './matching';

export interface PageEntry extends Findable {
  kind: 'page';
  id: string;
  route: Route;
  /** The page that it is a part of. */
  part?: 'Settings';
}

export interface ActionEntry extends Findable {
  kind: 'action';
  id: string;
  /** Where it is done; null for the list of shortcuts, which is no place. */
  route: Route | null;
}

/** Something that is named by its id. */
export interface IdEntry {
  kind: 'id';
  id: string;
  route: Route;
}

export interface PaymentEntry {
  kind: 'payment';
  id: string;
  route: Route;
  row: PaymentRow;
}

export interface LinkEntry {
  kind: 'link';
  id: string;
  route: Route;
  row: LinkRow;
}

export type Entry = PageEntry | ActionEntry | IdEntry | PaymentEntry | LinkEntry;

export interface Group {
  title: string;
  entries: readonly Entry[];
}

/** Whose pages these are. What belongs to an account that cannot be opened cannot be looked at. */
export interface Account {
  kind: AccountKind;
  isOpen: boolean;
}

/** What was found in the ledger. */
export interface Found {
  payments: readonly PaymentRow[];
  links: readonly LinkRow[];
}

const page = (label: string, route: Route, terms: string): PageEntry => ({
  kind: 'page',
  id: `page-${route.screen}`,
  label,
  route,
  terms,
});

const HOME = page('Home', { screen: 'home' }, 'today overview');
const SETTINGS = page('Settings', { screen: 'settings' }, 'preferences options');
const REHEARSAL = page('Rehearsal', { screen: 'rehearsal' }, 'practice try story outage');
const OF_THE_SHOP: readonly PageEntry[] = [
  page('Payments', { screen: 'payments' }, 'customers money sales paid'),
  page('Links', { screen: 'links' }, 'payment products'),
  page('Connection', { screen: 'connection' }, 'tunnel webhook catch up missed Stripe'),
  page('Health', { screen: 'health' }, 'receiving status address deliveries refused'),
];

const SECTION_TERMS: Record<SectionId, string> = {
  account: 'name colour color remove',
  keys: 'key restricted secret passphrase keychain replace',
  notifications: 'notices desktop',
  data: 'ledger export csv wipe folder',
  backups: 'backup copy restore',
  erase: 'delete privacy person',
  practice: 'begin anew reset',
  diagnostics: 'check problem report log',
  about: 'version licence license',
};

function sectionPages(kind: AccountKind): PageEntry[] {
  return sectionsOf(kind).map(({ id, title }) => ({
    kind: 'page',
    id: `settings-${id}`,
    label: title,
    route: { screen: 'settings', id },
    terms: `settings ${SECTION_TERMS[id]}`,
    part: 'Settings',
  }));
}

const action = (label: string, route: Route | null, terms: string): ActionEntry => ({
  kind: 'action',
  id: `action-${route?.screen ?? 'shortcuts'}`,
  label,
  route,
  terms,
});

const LINK_ACTIONS: readonly ActionEntry[] = [
  action('New payment link', { screen: 'new-link' }, 'create make add sell price'),
  action('Links from a table', { screen: 'link-table' }, 'csv import several spreadsheet'),
];
const OTHER_ACTIONS: readonly ActionEntry[] = [
  action('Connect a Stripe account', { screen: 'connect' }, 'key add live test'),
  action('Keyboard shortcuts', null, 'keys help'),
];

function pagesOf({ kind, isOpen }: Account): PageEntry[] {
  if (!isOpen) return [HOME, SETTINGS];
  return [HOME, ...OF_THE_SHOP, ...(kind === 'practice' ? [REHEARSAL] : []), SETTINGS];
}

function actionsOf({ isOpen }: Account): ActionEntry[] {
  return [...(isOpen ? LINK_ACTIONS : []), ...OTHER_ACTIONS];
}

/** Ids as Stripe writes them; shorter ones are still being typed. */
const IDS: readonly [RegExp, 'payments' | 'links'][] = [
  [/^pi_[A-Za-z0-9]{8,200}$/, 'payments'],
  [/^plink_[A-Za-z0-9]{8,200}$/, 'links'],
];

/** What an id leads to, known here or not. */
export function idEntry(text: string): IdEntry | null {
  const id = text.trim();
  const screen = IDS.find(([shape]) => shape.test(id))?.[1];
  return screen ? { kind: 'id', id, route: { screen, id } } : null;
}

/**
 * All that answers what is typed, in groups. What is found in the ledger comes a moment later, and so it
 * stands last: nothing that is seen already moves.
 */
export function groupsOf(text: string, account: Account, found: Found): Group[] {
  const pages = pagesOf(account);
  const actions = actionsOf(account);
  if (text.trim() === '') return filled({ title: 'Pages', entries: pages }, doing(actions));
  const payments = found.payments.map(paymentEntry);
  const links = found.links.map(linkEntry);
  const named = account.isOpen ? idEntry(text) : null;
  const isFound = [...payments, ...links].some(({ id }) => id === named?.id);
  return filled(
    { title: 'By its id', entries: named && !isFound ? [named] : [] },
    { title: 'Pages', entries: matching([...pages, ...sectionPages(account.kind)], text) },
    doing(matching(actions, text)),
    { title: 'Payments', entries: payments },
    { title: 'Links', entries: links },
  );
}

const doing = (entries: readonly Entry[]): Group => ({ title: 'Actions', entries });

function filled(...groups: Group[]): Group[] {
  return groups.filter(({ entries }) => entries.length > 0);
}

function paymentEntry(row: PaymentRow): PaymentEntry {
  return { kind: 'payment', id: row.id, route: { screen: 'payments', id: row.id }, row };
}

function linkEntry(row: LinkRow): LinkEntry {
  return { kind: 'link', id: row.id, route: { screen: 'links', id: row.id }, row };
}
