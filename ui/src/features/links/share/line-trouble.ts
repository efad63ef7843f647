// Why a payment may not be shown at once, for who stands behind the counter.
import type { AppState } from '../../../lib/ipc/generated';
import type { Connection } from '../../../lib/host';
import { sentenceOf } from '../../../lib/ipc/sentence';
import { t } from '../../../lib/text/text';

/** One sentence; null while all is well. */
export function lineTrouble(
  connection: Connection,
  app: Pick<AppState, 'receiver' | 'line' | 'problem'> | null,
): string | null {
  if (connection === 'lost') return t('links-share-counter-lost');
  if (app?.problem) return t('links-share-counter-problem', { problem: sentenceOf(app.problem) });
  if (app?.receiver.status === 'stopped') return t('links-share-counter-stopped');
  if (app?.line?.tunnel.status === 'down') return t('links-share-counter-down');
  return null;
}
