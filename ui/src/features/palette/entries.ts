// What can be found and done: pages, actions, payments and links, in their groups.
import type { AccountKind, ChangePreferences, LinkRow, PaymentRow } from '../../lib/ipc/generated';
import type { ZoomStep } from '../../lib/look/zoom';
import type { Route } from '../../lib/state/router.svelte';
import { t } from '../../lib/text/text';
import { sectionsOf } from '../settings/sections';
import { matching, type Findable } from './matching';

export interface PageEntry extends Findable {
  kind: 'page';
  id: string;
  route: Route;
  /** The page that it is a part of. */
  part?: string;
}

export interface ActionEntry extends Findable {
  kind: 'action';
  id: string;
  /** Where it is done. */
  route: Route;
}

/** What is done on the spot. */
export interface SpotEntry extends Findable {
  kind: 'spot';
  id: string;
  route: null;
  does: 'shortcuts' | 'lock';
}

/** Something that is done where one is: the looks of the window. */
export interface LookEntry extends Findable {
  kind: 'look';
  id: string;
  look: ChangePreferences | ZoomStep;
}

/** Where something is shown that Stripe gives an id. */
export type IdScreen = 'payments' | 'links' | 'payouts' | 'events';

/** Something that is named by its id. */
export interface IdEntry {
  kind: 'id';
  id: string;
  screen: IdScreen;
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

export type Entry =
  PageEntry | ActionEntry | SpotEntry | LookEntry | IdEntry | PaymentEntry | LinkEntry;

export interface Group {
  title: string;
  entries: readonly Entry[];
}

/** Whose pages these are. What belongs to an account that cannot be opened cannot be looked at. */
export interface Account {
  kind: AccountKind;
  isOpen: boolean;
  /** What the till lets people do. */
  till: { isViewOnly: boolean; hasPin: boolean };
}

/** What was found in the ledger. */
export interface Found {
  payments: readonly PaymentRow[];
  links: readonly LinkRow[];
}

type PageName =
  | 'home'
  | 'payments'
  | 'orders'
  | 'links'
  | 'payouts'
  | 'events'
  | 'deliveries'
  | 'connection'
  | 'health'
  | 'rehearsal'
  | 'settings';

const page = (screen: PageName): PageEntry => ({
  kind: 'page',
  id: `page-${screen}`,
  label: t(`palette-page-${screen}`),
  route: { screen },
  terms: t(`palette-terms-${screen}`),
});

const HOME = page('home');
const SETTINGS = page('settings');
const REHEARSAL = page('rehearsal');
const OF_THE_SHOP = (
  [
    'payments',
    'orders',
    'links',
    'payouts',
    'events',
    'deliveries',
    'connection',
    'health',
  ] as const
).map(page);

function sectionPages(kind: AccountKind): PageEntry[] {
  return sectionsOf(kind).map(({ id, title }) => ({
    kind: 'page',
    id: `settings-${id}`,
    label: title,
    route: { screen: 'settings', id },
    terms: t(`palette-terms-section-${id}`),
    part: SETTINGS.label,
  }));
}

const action = (name: 'new-link' | 'link-table' | 'connect'): ActionEntry => ({
  kind: 'action',
  id: `action-${name}`,
  label: t(`palette-action-${name}`),
  route: { screen: name },
  terms: t(`palette-terms-${name}`),
});

const onTheSpot = (does: SpotEntry['does']): SpotEntry => ({
  kind: 'spot',
  id: `action-${does}`,
  label: t(`palette-action-${does}`),
  route: null,
  does,
  terms: t(`palette-terms-${does}`),
});

const LINK_ACTIONS = (['new-link', 'link-table'] as const).map(action);
const CONNECT = action('connect');
const SHORTCUTS = onTheSpot('shortcuts');
const LOCK = onTheSpot('lock');

const look = (name: LookName, does: LookEntry['look']): LookEntry => ({
  kind: 'look',
  id: `look-${name}`,
  label: t(`palette-action-${name}`),
  terms: t(`palette-terms-${name}`),
  look: does,
});

type LookName =
  `theme-${'light' | 'dark' | 'system'}` | `rows-${'compact' | 'comfortable'}` | `zoom-${ZoomStep}`;

const LOOKS: readonly LookEntry[] = [
  ...(['light', 'dark', 'system'] as const).map((theme) => look(`theme-${theme}`, { theme })),
  ...(['compact', 'comfortable'] as const).map((rows) => look(`rows-${rows}`, { rows })),
  ...(['in', 'out', 'reset'] as const).map((step) => look(`zoom-${step}`, step)),
];

function pagesOf({ kind, isOpen }: Account): PageEntry[] {
  if (!isOpen) return [HOME, SETTINGS];
  return [HOME, ...OF_THE_SHOP, ...(kind === 'practice' ? [REHEARSAL] : []), SETTINGS];
}

function actionsOf({ isOpen, till }: Account): (ActionEntry | SpotEntry)[] {
  const changing = till.isViewOnly ? [] : [...(isOpen ? LINK_ACTIONS : []), CONNECT];
  return [...changing, ...(till.hasPin ? [LOCK] : []), SHORTCUTS];
}

/** Ids as Stripe writes them; shorter ones are still being typed. */
const IDS: readonly [RegExp, IdScreen][] = [
  [/^pi_[A-Za-z0-9]{8,200}$/, 'payments'],
  [/^plink_[A-Za-z0-9]{8,200}$/, 'links'],
  [/^po_[A-Za-z0-9]{8,200}$/, 'payouts'],
  [/^evt_[A-Za-z0-9]{8,200}$/, 'events'],
];

/** What an id leads to, known here or not. */
export function idEntry(text: string): IdEntry | null {
  const id = text.trim();
  const screen = IDS.find(([shape]) => shape.test(id))?.[1];
  return screen ? { kind: 'id', id, screen, route: { screen, id } } : null;
}

/**
 * All that answers what is typed, in groups. What is found in the ledger comes a moment later, and so it
 * stands last: nothing that is seen already moves.
 */
export function groupsOf(text: string, account: Account, found: Found): Group[] {
  const pages = pagesOf(account);
  const actions = actionsOf(account);
  if (text.trim() === '') return filled(going(pages), doing(actions));
  const payments = found.payments.map(paymentEntry);
  const links = found.links.map(linkEntry);
  const named = account.isOpen ? idEntry(text) : null;
  const isFound = [...payments, ...links].some(({ id }) => id === named?.id);
  return filled(
    { title: t('palette-by-id'), entries: named && !isFound ? [named] : [] },
    going(matching([...pages, ...sectionPages(account.kind)], text)),
    doing(matching([...actions, ...LOOKS], text)),
    { title: t('palette-payments'), entries: payments },
    { title: t('palette-links'), entries: links },
  );
}

const going = (entries: readonly Entry[]): Group => ({ title: t('palette-pages'), entries });
const doing = (entries: readonly Entry[]): Group => ({ title: t('palette-actions'), entries });

function filled(...groups: Group[]): Group[] {
  return groups.filter(({ entries }) => entries.length > 0);
}

function paymentEntry(row: PaymentRow): PaymentEntry {
  return { kind: 'payment', id: row.id, route: { screen: 'payments', id: row.id }, row };
}

function linkEntry(row: LinkRow): LinkEntry {
  return { kind: 'link', id: row.id, route: { screen: 'links', id: row.id }, row };
}
