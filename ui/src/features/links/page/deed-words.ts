// What was done to a link, in words.
import type { Dates } from '../../../lib/format/dates';
import { listed } from '../../../lib/format/lists';
import type { LinkHappening } from '../../../lib/ipc/generated';
import { t } from '../../../lib/text/text';

/** What was done, and what there is to say of it. */
export function deedWords(
  { what, changes, origin, opensAt, closesAt, zone }: LinkHappening,
  dates: Dates,
  nowMs: number,
): { text: string; more: string } {
  const when = (at: number | null) => (at === null ? null : dates.planned(at, nowMs, zone));
  const plan = planWords(when(opensAt), when(closesAt));
  const more = [
    changes.length > 0 ? capital(listed(changes, dates.locale.words)) : null,
    plan === null || zone === null ? plan : t('links-page-plan-zone', { plan, zone }),
    origin === 'elsewhere' ? t('links-page-elsewhere') : null,
  ];
  return {
    text: t(`links-page-deed-${what}`),
    more: more.filter((it) => it !== null).join(' · '),
  };
}

function planWords(opens: string | null, closes: string | null): string | null {
  if (opens !== null && closes !== null) return t('links-page-plan-both', { opens, closes });
  if (opens !== null) return t('links-page-plan-opens', { opens });
  return closes === null ? null : t('links-page-plan-closes', { closes });
}

function capital(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}
