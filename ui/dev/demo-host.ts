// DEVELOPMENT ONLY: a host that answers from an invented shop in the page's own memory.
import type { Connection, Host } from '../src/lib/host';
import type {
  AccountRow,
  Accounts,
  AccountState,
  Announcement,
  AppState,
  ConnectionPage,
  Health,
  Home,
  HomeQuery,
  IpcError,
  KeyPage,
  KeyReport,
  LinkPage,
  LinkQuery,
  LinkRow,
  NewLink,
  PaymentPage,
  PaymentRow,
  PaymentsQuery,
  ReceiverState,
  Ways,
} from '../src/lib/ipc/generated';
import { ACCOUNTS, KEYLESS, sketchKeyPage, sketchKeyReport } from './demo-accounts';
import { sketchConnection, sketchLine, sketchWays } from './demo-connection';
import { currencies, sketchDetail, sketchLinks, sketchPayments } from './demo-data';
import { sketchHealth } from './demo-health';
import { demoQr } from './demo-qr';
import { sketchRehearsal } from './demo-rehearsal';

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
  | 'test'
  | 'keyless'
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
};

class DemoShop {
  readonly now = Math.floor(Date.now() / 1000);
  payments: PaymentRow[];
  links: LinkRow[];
  welcomed: boolean;
  #open = 'practice';
  #listeners: ((announcement: Announcement) => void)[] = [];

  constructor(readonly scene: Scene) {
    const isEmpty = scene === 'empty' || scene === 'welcome' || scene === 'unpaid';
    this.payments = isEmpty ? [] : sketchPayments(this.now);
    this.links = isEmpty && scene !== 'unpaid' ? [] : sketchLinks(this.now);
    if (scene === 'unpaid') this.links = this.links.slice(8, 9);
    this.welcomed = scene !== 'welcome';
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
    this.#announce([id]);
    return id;
  }

  #announce(payments: string[]) {
    const change: Announcement = {
      kind: 'changed',
      payments,
      links: [],
      receivedAtMs: Date.now(),
    };
    for (const listener of this.#listeners) listener(change);
  }

  app_state(): AppState {
    const newest = this.payments[0]?.created ?? null;
    return {
      version: '0.1.0',
      welcomed: this.welcomed,
      account: this.#account(),
      accountCount: ACCOUNTS.length,
      problem: this.scene === 'keyless' ? KEYLESS : null,
      receiver: this.#receiver(),
      paymentCount: this.payments.length,
      linkCount: this.links.length,
      completeThrough: newest,
      line: sketchLine(this.now, this.scene),
      lastPaymentAt: newest,
      dataDir: '~/.local/share/countertop',
      currencies,
      defaultCurrency: 'eur',
    };
  }

  #account(): AccountState {
    const open = this.#accounts().find((row) => row.isOpen);
    if (open && open.kind !== 'practice') return open;
    return { id: 'practice', name: 'Harbour Bakery', kind: 'practice' };
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

  add_account(): AppState {
    this.welcomed = true;
    return this.app_state();
  }

  #receiver(): ReceiverState {
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

  home({ dayStart }: HomeQuery): Home {
    const today = this.payments.filter((row) => row.created >= dayStart);
    const codes = [...new Set(today.map((row) => row.currency))].slice(0, 3);
    return {
      days: codes.map((currency) => {
        const of = today.filter((row) => row.currency === currency);
        const paid = of.filter((row) =>
          ['succeeded', 'partially_refunded', 'disputed'].includes(row.status),
        );
        const gross = paid.reduce((sum, row) => sum + row.amount, 0);
        return {
          currency,
          gross,
          fees: Math.round(gross * 0.029),
          feesUnknown: currency === 'eur' ? 2 : 0,
          refunded: of.reduce((sum, row) => sum + row.amountRefunded, 0),
          paid: paid.length,
          failed: of.filter((row) => row.status === 'failed').length,
          processing: of.filter((row) => row.status === 'processing').length,
        };
      }),
      latest: this.payments.slice(0, 8),
      toFulfil: 3,
      openLinks: this.links.filter((link) => link.state === 'open').length,
    };
  }

  list_payments(query: PaymentsQuery): PaymentPage {
    const words = query.search?.toLowerCase() ?? '';
    const text = (row: PaymentRow) =>
      [row.id, row.customerName, row.customerEmail, row.title, row.methodLast4]
        .join(' ')
        .toLowerCase();
    const found = this.payments.filter(
      (row) =>
        (!query.status || row.status === query.status) &&
        (!query.link || row.id.startsWith('pi_live')) &&
        text(row).includes(words),
    );
    const statuses = [...new Set(this.payments.map((row) => row.status))];
    return {
      ...page(found, query.after, query.limit),
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

  list_links(query: LinkQuery): LinkPage {
    const words = query.search?.toLowerCase() ?? '';
    const found = this.links.filter(
      (link) =>
        (!query.state || link.state === query.state) &&
        (link.name ?? '').toLowerCase().includes(words),
    );
    const open = this.links.filter((link) => link.state === 'open').length;
    return { ...page(found, query.after, query.limit), open, closed: this.links.length - open };
  }

  create_link(link: NewLink): LinkRow {
    if (this.scene === 'refused') {
      throw link.name === 'field'
        ? refusal('stripe_refused', 'Amount must convert to at least 30 pence.', {
            field: 'amount',
          })
        : refusal(
            'stripe_unreachable',
            'The practice store did not answer within 10 seconds. Nothing is lost: try again.',
            { requestId: 'req_8fTq2LmXz' },
          );
    }
    const row: LinkRow = {
      id: `plink_new${this.links.length}`,
      url: 'http://127.0.0.1:47120/pay/test_aEU7sK0000000000',
      state: 'open',
      name: link.name,
      items: [{ name: link.name, unitAmount: link.amount, quantity: link.quantity }],
      amount: link.amount * link.quantity,
      currency: link.currency,
      created: Math.floor(Date.now() / 1000),
      paid: 0,
      revenue: 0,
      lastPaymentAt: null,
    };
    this.links = [row, ...this.links];
    return row;
  }

  link_qr() {
    return { svg: demoQr() };
  }
}

function page<R extends { id: string }>(rows: R[], after: string | undefined, limit = 100) {
  const from = after ? rows.findIndex((row) => row.id === after) + 1 : 0;
  const part = rows.slice(from, from + limit);
  return { rows: part, next: from + limit < rows.length ? (part.at(-1)?.id ?? null) : null };
}

function refusal(
  code: IpcError['code'],
  message: string,
  details: Record<string, string> = {},
): IpcError {
  return { code, message, retryable: code !== 'not_found', details };
}

const wait = (milliseconds: number) => new Promise((resolve) => setTimeout(resolve, milliseconds));

export function demoHost(scene: Scene): Host {
  const shop = new DemoShop(scene);
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
      const command = (shop as unknown as Record<string, (args: unknown) => unknown>)[name];
      return structuredClone(command?.call(shop, structuredClone(args)));
    },
    subscribe(onAnnouncement, onConnection) {
      shop.listen(onAnnouncement);
      target.demoConnection = onConnection;
      onConnection('connected');
      return () => {};
    },
    openUrl: async () => {},
    copyText: (text) => navigator.clipboard.writeText(text),
  };
}
