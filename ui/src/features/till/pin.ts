// What a PIN looks like; the program judges it by the same rule.
import { t } from '../../lib/text/text';

/** What is wrong with a PIN; null where nothing is. */
export function pinProblem(pin: string): string | null {
  return /^[0-9]{4,12}$/.test(pin) ? null : t('till-pin-rule');
}
