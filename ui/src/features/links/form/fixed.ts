import { t } from '../../../lib/text/text';

/** Why a field is read only. */
export const FIXED = t('links-form-fixed');
