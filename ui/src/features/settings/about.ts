// Versions and paths as lines, to be read and to be copied.
import type { About } from '../../lib/ipc/generated';

export interface AboutRow {
  name: string;
  value: string;
}

export function aboutRows(about: About): AboutRow[] {
  const rows: (AboutRow | null)[] = [
    { name: 'Version', value: `${about.version}, ${about.build} build` },
    about.commit === null ? null : { name: 'Commit', value: about.commit },
    { name: 'System', value: `${about.system}, ${about.processor}` },
    about.webView === null ? null : { name: 'Web view', value: about.webView },
    { name: 'SQLite', value: about.sqlite },
    about.schema === null ? null : { name: 'Ledger’s schema', value: String(about.schema) },
    { name: 'Accounts', value: about.home },
    { name: 'Ledger', value: about.ledger },
  ];
  return rows.filter((row) => row !== null);
}

/** The same as a text. */
export function aboutText(rows: readonly AboutRow[]): string {
  return ['Countertop', ...rows.map(({ name, value }) => `${name}: ${value}`)].join('\n');
}
