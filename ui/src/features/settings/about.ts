// Versions and paths as lines, to be read and to be copied.
import type { About } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';

export interface AboutRow {
  name: string;
  value: string;
}

export function aboutRows(about: About): AboutRow[] {
  const { version, build, commit, system, processor, webView, schema } = about;
  const rows: (AboutRow | null)[] = [
    {
      name: t('settings-about-version'),
      value: t('settings-about-version-of', { version, build }),
    },
    commit === null ? null : { name: t('settings-about-commit'), value: commit },
    {
      name: t('settings-about-system'),
      value: t('settings-about-system-of', { system, processor }),
    },
    webView === null ? null : { name: t('settings-about-web-view'), value: webView },
    { name: 'SQLite', value: about.sqlite },
    schema === null ? null : { name: t('settings-about-schema'), value: String(schema) },
    { name: t('settings-about-accounts'), value: about.home },
    { name: t('settings-about-ledger'), value: about.ledger },
  ];
  return rows.filter((row) => row !== null);
}

/** The same as a text. */
export function aboutText(rows: readonly AboutRow[]): string {
  return ['Countertop', ...rows.map((row) => t('settings-about-line', row))].join('\n');
}
