// DEVELOPMENT ONLY: what the page Settings shows, invented.
import type {
  About,
  AppState,
  BackupCheck,
  Backups,
  BackupSource,
  ChangePreferences,
  Checkup,
  CheckupFinding,
  DataPage,
  Diagnostics,
  Erased,
  ErasurePreview,
  Erasures,
  Exported,
  NoticeChoice,
  NoticesPage,
  Preferences,
  Restored,
  SavedFile,
  TakenPlace,
  Wiped,
  WorkState,
} from '../src/lib/ipc/generated';
import type { Scene } from './demo-host';
import { PREFERENCES } from './demo-preferences';

const DAY = 86_400;
const FOLDER = '~/.local/share/countertop/accounts/acct_1HarbourBakeryAndCoffeeRoastery-live';

const FIGURES = { events: 23, answers: 8, notes: 1, documents: 0, payments: 4, sameEmail: 2 };

const NOT_SAID = { foundSaid: null, adviceSaid: null, feature: null };

const FINDINGS: CheckupFinding[] = [
  {
    ...NOT_SAID,
    part: 'key',
    verdict: 'well',
    found: 'Stripe knows the key: it is a live key of the account acct_1Harbour.',
    advice: null,
  },
  {
    ...NOT_SAID,
    part: 'permissions',
    verdict: 'trouble',
    found:
      'Make payment links: The key lacks the permissions Products (write) and Prices (write). Links are made in Stripe’s Dashboard, and only shown here.',
    advice:
      'Switch the permission on for this key in Stripe’s Dashboard, under Developers, API keys.',
  },
  {
    ...NOT_SAID,
    part: 'tunnel',
    verdict: 'unknown',
    found: 'Nothing has come to the receiver yet.',
    advice:
      'Send a test event from Stripe’s Dashboard, or pay a link in test mode, and look again.',
  },
  {
    ...NOT_SAID,
    part: 'clock',
    verdict: 'well',
    found: 'This computer’s clock agrees with Stripe’s.',
    advice: null,
  },
  {
    ...NOT_SAID,
    part: 'ledger',
    verdict: 'well',
    found:
      'The ledger holds 48210 events and 1204 payments in 96 MiB, schema 1, SQLite 3.53.1; nothing is wrong with it (the file).',
    advice: null,
  },
];

export class DemoSettings {
  #preferences: Preferences = PREFERENCES;

  constructor(
    readonly now: number,
    readonly scene: Scene,
    readonly state: () => AppState,
  ) {}

  show_preferences(): Preferences {
    return this.#preferences;
  }

  change_preferences(change: ChangePreferences): Preferences {
    return (this.#preferences = { ...this.#preferences, ...change } as Preferences);
  }

  take_place(): TakenPlace {
    return { place: null };
  }

  show_work(): WorkState {
    return {
      work: { kind: 'erase', done: 31_204, total: 48_210, canStop: false, isStopping: false },
    };
  }

  show_notices(): NoticesPage {
    return { choice: { payments: true, losses: true, trouble: false } };
  }

  choose_notices(choice: NoticeChoice): NoticesPage {
    return { choice };
  }

  show_data(): DataPage {
    return {
      folder: FOLDER,
      ledgerBytes: 96_400_000,
      events: 48_210,
      payments: 1204,
      freeBytes: 212_000_000_000,
    };
  }

  export_all(): Exported {
    return {
      folder: '~/Documents/countertop-acct_1Harbour-live-2026-11-24T130330Z',
      bytes: 412_000_000,
      files: [
        { name: 'events.jsonl', bytes: 400_000_000, count: 48_210 },
        { name: 'payments.csv', bytes: 12_000_000, count: 1204 },
      ],
    };
  }

  wipe_ledger(): Wiped {
    return { removed: 9, left: [], state: this.state() };
  }

  show_backups(): Backups {
    const isClosed = this.scene === 'keyless';
    const at = this.now - (this.now % DAY) + 2 * 3600 + 4;
    return {
      plan: isClosed ? null : { isDaily: true, atMinute: 180, keep: 7 },
      trouble:
        this.scene === 'ill'
          ? {
              at: this.now - 3 * 3600,
              reason: 'there are 80 MiB free and a backup needs 97: make room',
            }
          : null,
      next: isClosed ? null : at + DAY,
      folder: `${FOLDER}/backups`,
      isElsewhere: false,
      freeBytes: 212_000_000_000,
      rows: [0, 1, 2, 3, 4].map((day) => ({
        at: at - day * DAY,
        bytes: 96_400_000 - day * 320_000,
      })),
    };
  }

  change_backups(): Backups {
    return this.show_backups();
  }

  move_backups({ place }: { place: string | null }): Backups {
    const folder = '/media/ana/Backups of the shop/countertop-backups-acct_1Harbour-live';
    return place === null
      ? this.show_backups()
      : { ...this.show_backups(), folder, isElsewhere: true, rows: [] };
  }

  back_up_now(): Backups {
    return this.show_backups();
  }

  check_backup({ source }: { source: BackupSource }): BackupCheck {
    return {
      path: `${FOLDER}/backups/ledger-2026-11-20T030004Z.sqlite`,
      bytes: 95_100_000,
      holds: { events: 47_102, payments: 1180, newestEvent: this.now - 4 * DAY },
      replaces:
        this.scene === 'keyless'
          ? null
          : { events: 48_210, payments: 1204, newestEvent: this.now - 240 },
      findings:
        source.from === 'file'
          ? ['It is a backup of test mode, and this account is not: test and live never mix.']
          : [],
    };
  }

  restore_backup(): Restored {
    return {
      events: 47_102,
      payments: 1180,
      kept: `${FOLDER}/ledger.replaced-1795525410000.sqlite`,
      state: this.state(),
    };
  }

  preview_erasure({ person }: { person: string }): ErasurePreview {
    const isKnown = person.includes('ana');
    const nothing = { events: 0, answers: 0, notes: 0, documents: 0, payments: 0, sameEmail: 0 };
    return {
      figures: isKnown ? FIGURES : nothing,
      copies: [
        `${FOLDER}/backups/ledger-2026-11-23T030004Z.sqlite`,
        `${FOLDER}/ledger.replaced-1795525410000.sqlite`,
      ],
    };
  }

  async erase_customer({ person }: { person: string }): Promise<Erased> {
    if (person.includes('slow')) await new Promise(() => {});
    return {
      figures: FIGURES,
      record: 3,
      stillIn: [`${FOLDER}/backups/ledger-2026-11-23T030004Z.sqlite`],
      state: this.state(),
    };
  }

  list_erasures(): Erasures {
    return {
      rows: [
        {
          record: 2,
          at: this.now - 9 * DAY,
          events: 12,
          answers: 3,
          notes: 0,
          documents: 0,
          payments: 2,
        },
        {
          record: 1,
          at: this.now - 80 * DAY,
          events: 1,
          answers: 1,
          notes: 1,
          documents: 0,
          payments: 1,
        },
      ],
    };
  }

  begin_practice_anew(): AppState {
    return this.state();
  }

  run_checkup(): Checkup {
    return { isHealthy: false, at: this.now, findings: FINDINGS };
  }

  show_diagnostics(): Diagnostics {
    const about = { version: '0.1.0', system: 'linux', processor: 'x86_64', build: 'release' };
    return {
      id: 'demo',
      madeAt: this.now,
      files: [
        { name: 'about.json', text: JSON.stringify(about, null, 2) },
        { name: 'doctor.json', text: JSON.stringify(FINDINGS, null, 2) },
        { name: 'log.txt', text: '1795525410 INFO countertop_app: A backup was made.\n' },
      ],
    };
  }

  save_diagnostics(): SavedFile {
    return { path: '~/Documents/countertop-diagnostics.zip', bytes: 8_412 };
  }

  rename_account() {
    return { rows: [] };
  }

  about(): About {
    return {
      version: '0.1.0',
      commit: '60202e3',
      build: 'release',
      sqlite: '3.53.1',
      schema: 1,
      webView: 'WebKitGTK 2.50.4',
      system: 'Debian GNU/Linux 12 (bookworm)',
      processor: 'x86_64',
      home: '~/.local/share/countertop',
      ledger: FOLDER,
    };
  }
}
