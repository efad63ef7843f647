// DEVELOPMENT ONLY: a host that answers from an invented shop in the page's own memory.
import type { Connection, Host } from '../src/lib/host';
import { zoomByStyle } from '../src/lib/host/zoom';
import type {
  AccountRow,
  Accounts,
  AccountState,
  Announcement,
  AppState,
  ChooseKeysPlace,
  ConnectionPage,
  Health,
  HistoryPage,
  Home,
  HomeQuery,
  IpcError,
  KeyPage,
  KeyReport,
  KeysPlace,
  PaymentPage,
  PaymentRow,
  PaymentsQuery,
  ReceiverState,
  UnlockKeys,
  Ways,
} from '../src/lib/ipc/generated';
import {
  ACCOUNTS,
  DemoKeys,
  KEYCHAIN_LOCKED,
  KEYLESS,
  LOCKED,
  sketchKeyPage,
  sketchKeyReport,
} from './demo-accounts';
import { sketchConnection, sketchIncident, sketchLine, sketchWays } from './demo-connection';
import { page, refusal } from './demo-answers';
import { currencies, sketchDetail, sketchPayments } from './demo-data';
import { sketchHealth } from './demo-health';
import { sketchHistory, type HistoryScene } from './demo-history';
import { DemoLinkForm } from './demo-link-form';
import { DemoLinkTable } from './demo-link-table';
import { DemoLinks } from './demo-links';
import { DemoLogs } from './demo-logs';
import { DemoOrders } from './demo-orders';
import { DemoPaymentList } from './demo-payment-list';
import { DemoPlans } from './demo-plans';
import { sketchHome } from './demo-home';
import { sketchRehearsal } from './demo-rehearsal';
import { DemoSettings } from './demo-settings';
import { DemoShare } from './demo-share';
import { DemoTill } from './demo-till';

export type Scene =
  | 'busy'
  | 'welcome'
  | 'empty'
  | 'unpaid'
  | 'broken'
  | 'slow'
  | 'stopped'
  | 'refused'
  | 'ill'
  | 'live'
  | 'offline'
  | 'test'
  | 'keyless'
  | 'placeless'
  | 'locked'
  | 'keychain-locked'
  | HistoryScene
  | 'long'
  | 'overdue'
  | 'table'
  | 'table-wrong'
  | 'table-known'
  | 'till'
  | 'till-locked'
  | 'view-only'
  | RehearsalScene;

export type RehearsalScene =
  'playing' | 'played' | 'outage' | 'outage-on' | 'disputed' | 'tested' | 'missing' | 'broke-off';

interface DemoWindow {
  /** Lets a payment arrive, for pictures and for trying things by hand. */
  demoPay?: (status?: string) => string;
  demoConnection?: (connection: Connection) => void;
}

/** The account that is open in a scene. */
const SCENE_ACCOUNTS: Partial<Record<Scene, string>> = {
  live: 'acct_1Harbour-live',
  test: 'acct_1Harbour-test',
  keyless: 'acct_1Harbour-live',
  locked: 'acct_1Harbour-live',
  'keychain-locked': 'acct_1Harbour-live',
  long: 'acct_1Market-live',
};

class DemoShop {
  readonly now = Math.floor(Date.now() / 1000);
  payments: PaymentRow[];
  readonly links: DemoLinks;
  welcomed: boolean;
  #open = 'practice';
  readonly #keys: DemoKeys;
  #listeners: ((announcement: Announcement) => void)[] = [];

  constructor(readonly scene: Scene) {
    const isEmpty = scene === 'empty' || scene === 'welcome' || scene === 'unpaid';
    this.payments = isEmpty ? [] : sketchPayments(this.now);
    this.links = new DemoLinks(this.now, scene);
    this.welcomed = scene !== 'welcome';
    this.#keys = new DemoKeys(scene);
  }

  listen(listener: (announcement: Announcement) => void) {
    this.#listeners.push(listener);
  }

  pay(status = 'succeeded'): string {
    const [model] = sketchPayments(this.now);
    if (!model) throw new Error('no model');
    const id = `pi_live${this.payments.length}`;
    const created = Math.floor(Date.now() / 1000);
    this.payments = [
      { ...model, id, status, created, customerName: 'Nadia Sommer' },
      ...this.payments,
    ];
    this.#changed([id], this.links.pay());
    return id;
  }

  #changed(payments: string[], links: string[]) {
    this.announce({ kind: 'changed', payments, links, receivedAtMs: Date.now() });
  }

  announce(announcement: Announcement) {
    for (const listener of this.#listeners) listener(announcement);
  }

  app_state(): AppState {
    const newest = this.payments[0]?.created ?? null;
    return {
      version: '0.1.0',
      welcomed: this.welcomed,
      account: this.#account(),
      accountCount: ACCOUNTS.length,
      problem: this.#problem(),
      receiver: this.#receiver(),
      paymentCount: this.payments.length,
      toFulfil: 12,
      linkCount: this.links.rows.length,
      completeThrough: newest,
      line: sketchLine(this.now, this.scene),
      wrongClock: null,
      lateDeliveries: this.scene === 'test' ? 4 : 0,
      incident: sketchIncident(this.now, this.scene),
      lastPaymentAt: newest,
      dataDir: '~/.local/share/countertop',
      currencies,
      defaultCurrency: 'eur',
    };
  }

  #problem(): IpcError | null {
    if (this.#keys.state === 'file_locked') return LOCKED;
    if (this.scene === 'keychain-locked') return KEYCHAIN_LOCKED;
    return this.scene === 'keyless' ? KEYLESS : null;
  }

  #account(): AccountState {
    const open = this.#accounts().find((row) => row.isOpen);
    if (open && open.kind !== 'practice') return open;
    return { id: 'practice', name: 'Harbour Bakery', kind: 'practice', color: 0 };
  }

  #accounts(): AccountRow[] {
    const open = SCENE_ACCOUNTS[this.scene] ?? this.#open;
    return ACCOUNTS.map((row) => ({ ...row, isOpen: row.id === open }));
  }

  list_accounts(): Accounts {
    return { rows: this.#accounts() };
  }

  switch_account({ account }: { account: string }): AppState {
    this.#open = account;
    return this.app_state();
  }

  key_page(): KeyPage {
    return sketchKeyPage();
  }

  check_key({ key }: { key: string }): KeyReport {
    return sketchKeyReport(key);
  }

  show_keys_place(): KeysPlace {
    return this.#keys.place(this.#account().kind !== 'practice');
  }

  choose_keys_place(chosen: ChooseKeysPlace): KeysPlace {
    this.#keys.choose(chosen);
    return this.show_keys_place();
  }

  unlock_keys(given: UnlockKeys): AppState {
    this.#keys.unlock(given);
    return this.app_state();
  }

  set_keys_file_aside(): AppState {
    this.#keys.state = 'not_looked';
    return this.app_state();
  }

  change_keys_passphrase(): KeysPlace {
    return this.show_keys_place();
  }

  check_kept_key(): KeysPlace {
    return this.show_keys_place();
  }

  replace_key(): AppState {
    return this.app_state();
  }

  add_account(): AppState {
    this.#keys.demand();
    this.welcomed = true;
    return this.app_state();
  }

  #receiver(): ReceiverState {
    if (this.#problem()) return { status: 'stopped', reason: 'this account is not open.' };
    return this.scene === 'stopped'
      ? { status: 'stopped', reason: 'port 47113 is used by another program.' }
      : { status: 'receiving', address: 'http://127.0.0.1:47113/webhook' };
  }

  show_health(): Health {
    return { ...sketchHealth(this.now, this.scene), receiver: this.#receiver() };
  }

  show_connection(): ConnectionPage {
    return sketchConnection(this.now, this.scene);
  }

  list_ways(): Ways {
    return sketchWays(this.scene);
  }

  choose_way(): ConnectionPage {
    return this.show_connection();
  }

  reopen_way(): ConnectionPage {
    return this.show_connection();
  }

  renew_webhook_secret(): ConnectionPage {
    return this.show_connection();
  }

  catch_up(): ConnectionPage {
    return this.show_connection();
  }

  show_history(): HistoryPage {
    return sketchHistory(this.now, this.scene);
  }

  start_history(): HistoryPage {
    return sketchHistory(this.now, 'history-reading');
  }

  pause_history(): HistoryPage {
    return sketchHistory(this.now, 'history-paused');
  }

  resume_history(): HistoryPage {
    return this.start_history();
  }

  pay_attention(): AppState {
    return this.app_state();
  }

  show_rehearsal() {
    return sketchRehearsal(this.now, this.scene);
  }

  play_story() {
    return sketchRehearsal(this.now, 'playing');
  }

  stop_story() {
    return this.show_rehearsal();
  }

  open_practice_store(): AppState {
    this.welcomed = true;
    return this.app_state();
  }

  home(query: HomeQuery): Home {
    return sketchHome(query, this.payments, this.links.soldOut());
  }

  list_payments(query: PaymentsQuery): PaymentPage {
    const words = query.search?.toLowerCase() ?? '';
    const text = (row: PaymentRow) =>
      [row.id, row.customerName, row.customerEmail, row.title, row.methodLast4]
        .join(' ')
        .toLowerCase();
    const found = this.payments.filter(
      (row) =>
        (!query.ids || query.ids.includes(row.id)) &&
        (!query.status || row.status === query.status) &&
        (!query.link || row.id.startsWith('pi_live') || !query.link.startsWith('plink_new')) &&
        text(row).includes(words),
    );
    const statuses = [...new Set(this.payments.map((row) => row.status))];
    return {
      ...page(found, query.after, query.limit),
      toFulfil: 0,
      counts: statuses.map((status) => ({
        status,
        count: this.payments.filter((row) => row.status === status).length,
      })),
    };
  }

  show_payment({ id }: { id: string }) {
    const row = this.payments.find((payment) => payment.id === id);
    if (!row) throw refusal('not_found', 'There is no payment of this id in the ledger.');
    return sketchDetail(row);
  }
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function demoHost(scene: Scene): Host {
  const shop = new DemoShop(scene);
  const plans = new DemoPlans(scene);
  const paymentList = new DemoPaymentList(() => shop.payments);
  const table = new DemoLinkTable(scene, (announcement) => shop.announce(announcement));
  const settings = new DemoSettings(shop.now, scene, () => shop.app_state());
  const linkForm = new DemoLinkForm(shop.links, shop.now, scene);
  const share = new DemoShare();
  const logs = new DemoLogs(shop.now, scene);
  const orders = new DemoOrders(shop.payments, scene);
  const till = new DemoTill(scene);
  const target = window as unknown as DemoWindow & { demoCalls?: string[] };
  target.demoPay = (status) => shop.pay(status);
  target.demoCalls = [];
  return {
    async call(name, args) {
      target.demoCalls?.push(name);
      await wait(scene === 'slow' && name !== 'app_state' ? 60_000 : 4);
      if (scene === 'broken' && name !== 'app_state') {
        throw refusal(
          'ledger_unavailable',
          'The ledger cannot be read: the disk is full. Free some space, then try again.',
        );
      }
      till.admit(name);
      for (const side of [
        shop,
        shop.links,
        paymentList,
        plans,
        table,
        settings,
        linkForm,
        share,
        logs,
        orders,
        till,
      ]) {
        const command = (side as unknown as Record<string, (args: unknown) => unknown>)[name];
        if (command) return structuredClone(await command.call(side, structuredClone(args)));
      }
      return undefined;
    },
    subscribe(onAnnouncement, onConnection) {
      shop.listen(onAnnouncement);
      target.demoConnection = onConnection;
      onConnection('connected');
      return () => {};
    },
    openUrl: async () => {},
    choosePlace: async () => ({
      id: 'demo',
      path: '~/Documents/Taken along to the new computer/ledger-2026-11-20T030004Z.sqlite',
    }),
    showFolder: async () => {},
    desktop: {
      show: async () => ({ hasTray: true, startsAtLogin: false }),
      startAtLogin: async (isOn) => ({ hasTray: true, startsAtLogin: isOn }),
    },
    zoom: zoomByStyle,
    copyText: (text) => navigator.clipboard.writeText(text),
  };
}
