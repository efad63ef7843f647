// Why a payment may not be shown at once, for who stands behind the counter.
import type { AppState } from '../../../lib/ipc/generated';
import type { Connection } from '../../../lib/host';

/** One sentence; null while all is well. */
export function lineTrouble(
  connection: Connection,
  app: Pick<AppState, 'receiver' | 'line' | 'problem'> | null,
): string | null {
  if (connection === 'lost') {
    return 'Countertop does not answer. The code works; payments are shown once it is back.';
  }
  if (app?.problem) return `Payments are not shown: ${app.problem.message}`;
  if (app?.receiver.status === 'stopped') {
    return 'Not receiving. The code works; payments are shown later.';
  }
  if (app?.line?.tunnel.status === 'down') {
    return 'No line from Stripe right now. The code works; payments are shown a little later.';
  }
  return null;
}
