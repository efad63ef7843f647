// A question's kind in a few words.
import { listed } from '../../../lib/format/lists';
import { t } from '../../../lib/text/text';
import type { WrittenQuestion } from './written';

export const KINDS = [
  ['text', t('links-form-questions-text')],
  ['numeric', t('links-form-questions-numeric')],
  ['dropdown', t('links-form-questions-dropdown')],
] as const;

/** "Dropdown, 6 options", "Text, optional, up to 40" */
export function questionWords(question: WrittenQuestion, words: string): string {
  const kind = KINDS.find(([value]) => value === question.type) ?? KINDS[0];
  const parts: string[] = [kind[1]];
  if (question.optional) parts.push(t('links-form-questions-optional'));
  if (question.type === 'dropdown') {
    parts.push(t('links-form-questions-options', { count: question.dropdown.options.length }));
  } else {
    const { maximum_length } = question.type === 'numeric' ? question.numeric : question.text;
    if (maximum_length) parts.push(t('links-form-questions-up-to', { most: maximum_length }));
  }
  return listed(parts, words);
}
