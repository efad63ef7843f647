// The sentence of a failure, in words of ours where the program says it by a code or by the name of a text.
import { pageLocale } from '../format/locale';
import { stretch } from '../format/measures';
import { t } from '../text/text';
import type { IpcError } from './generated';
import { sentenceSaid } from './said';

/** What failed and what to do: in the language of the page, where the program says which text it is. */
export function sentenceOf({ code, message, details, said }: IpcError): string {
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
      return sentenceSaid(said) ?? message;
  }
}

function wrongPin(seconds: number): string {
  if (seconds === 0) return t('till-error-wrong');
  return t('till-error-wrong-wait', { wait: stretch(seconds, pageLocale().words) });
}
