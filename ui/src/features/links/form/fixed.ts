/** Why a field is read only. */
export const FIXED = 'Fixed since the link was made.';
