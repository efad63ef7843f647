// A table of links of the invented shop, which is made before one's eyes.
import type {
  Announcement,
  LinkTable,
  LinkTableRow,
  LinkTableStanding,
  LinkTableState,
} from '../src/lib/ipc/generated';

const EACH_MS = 400;
const LONG =
  'Wedding cake, three tiers, with sugar flowers and the names of bride and groom in marzipan letters';

export class DemoLinkTable {
  #rows: LinkTableRow[] | null = null;
  #timer: ReturnType<typeof setInterval> | null = null;
  readonly #announce: (announcement: Announcement) => void;

  constructor(scene: string, announce: (announcement: Announcement) => void) {
    this.#announce = announce;
    if (scene === 'table') this.#rows = sketch('ready');
    if (scene === 'table-wrong') this.#rows = sketch('wrong');
    if (scene === 'table-known') this.#rows = sketch('known');
  }

  show_link_table(): LinkTableState {
    return { table: this.#rows && this.#table(this.#rows) };
  }

  read_link_table(): LinkTableState {
    this.#rows = sketch('ready');
    return this.show_link_table();
  }

  make_link_table(): LinkTableState {
    this.#timer ??= setInterval(() => this.#makeOne(), EACH_MS);
    return this.show_link_table();
  }

  stop_link_table(): LinkTableState {
    if (this.#timer) clearInterval(this.#timer);
    this.#timer = null;
    return this.show_link_table();
  }

  put_link_table_away(): LinkTableState {
    this.#rows = null;
    return this.show_link_table();
  }

  #makeOne() {
    const next = this.#rows?.find((row) => row.standing === 'ready');
    if (next) Object.assign(next, { standing: 'made', link: `plink_row${next.line}` });
    else this.stop_link_table();
    this.#announce({ kind: 'link_table' });
  }

  #table(rows: LinkTableRow[]): LinkTable {
    const count = (standing: LinkTableStanding) =>
      rows.filter((row) => row.standing === standing).length;
    return {
      id: 'demo',
      file: 'winter-courses.csv',
      decimal: 'comma',
      rows: structuredClone(rows),
      counts: {
        ready: count('ready'),
        known: count('known'),
        wrong: count('wrong'),
        made: count('made'),
        refused: count('refused'),
      },
      isMaking: this.#timer !== null,
      trouble: null,
    };
  }
}

function sketch(standing: LinkTableStanding): LinkTableRow[] {
  const names = [
    'Baking course, 5 December',
    'Baking course, 12 December',
    LONG,
    'علبة خبز',
    'Tea',
  ];
  const rows = names.map((name, index): LinkTableRow => {
    const line = index + 2;
    const isMarked = index < 2;
    return {
      line,
      name,
      amount: isMarked || standing !== 'wrong' ? 8_500 + 1_250 * index : null,
      currency: 'eur',
      standing: isMarked ? standing : standing === 'known' ? 'known' : 'ready',
      problems: [],
      link: standing === 'known' ? `plink_row${line}` : null,
      opensAt: null,
      closesAt: isMarked ? 1_796_490_000 + 604_800 * index : null,
    };
  });
  if (standing !== 'wrong') return rows;
  return rows.map((row, index) =>
    index === 0
      ? {
          ...row,
          standing: 'wrong' as const,
          problems: [
            {
              column: 'price',
              message: '“85,0O” is no amount: write digits, such as 1.234,50.',
            },
            {
              column: 'ship to',
              message: 'DEU is no country to ship to: write two letters, such as DE.',
            },
          ],
        }
      : { ...row, standing: 'ready' as const },
  );
}
