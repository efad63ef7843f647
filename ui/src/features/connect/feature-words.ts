// What a key lacks for something, and what that costs.
import { listedAll } from '../../lib/format/lists';
import type { FeatureReport, PermissionReport } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';

/** A sentence for what does not work, or could not be tried; null for what works. */
export function featureSentence(report: FeatureReport, words: string): string | null {
  if (report.state === 'works') return null;
  if (report.state === 'unknown') return report.why ?? t('connect-untried');
  const missing = report.permissions.filter(({ state }) => state === 'missing').map(named);
  return t('connect-lacks', {
    count: missing.length,
    permissions: listedAll(missing, words),
    cost: t(`connect-cost-${report.feature}`),
  });
}

/** A permission as it stands on Stripe's page, and as Stripe called it where that is another name. */
function named({ permission, called }: PermissionReport): string {
  const name = t(`connect-permission-${permission.access}`, { name: permission.name });
  return called === null ? name : t('connect-permission-called', { permission: name, called });
}
