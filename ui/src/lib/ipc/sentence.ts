// The sentence of a failure, in words of ours where the program says it by a code.
import { pageLocale } from '../format/locale';
import { stretch } from '../format/measures';
import { t } from '../text/text';
import type { IpcError } from './generated';

/** What failed and what to do; as the program said it, where it says more than a code. */
export function sentenceOf({ code, message, details }: IpcError): string {
  switch (code) {
    case 'pin_needed':
      return t('till-error-needed');
    case 'pin_wrong':
      return wrongPin(Number(details['waitSeconds'] ?? 0));
    case 'view_only':
      return t('till-view-only-reason');
    case 'locked':
      return t('till-error-locked');
    default:
      return message;
  }
}

function wrongPin(seconds: number): string {
  if (seconds === 0) return t('till-error-wrong');
  return t('till-error-wrong-wait', { wait: stretch(seconds, pageLocale().words) });
}
