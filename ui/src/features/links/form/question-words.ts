// A question's kind in a few words.
import type { WrittenQuestion } from './written';

export const KINDS = [
  ['text', 'Text'],
  ['numeric', 'Number'],
  ['dropdown', 'Dropdown'],
] as const;

/** "Dropdown, 6 options", "Text, optional, up to 40" */
export function questionWords(question: WrittenQuestion): string {
  const kind = KINDS.find(([value]) => value === question.type)?.[1] ?? 'Text';
  const parts: string[] = [kind];
  if (question.optional) parts.push('optional');
  if (question.type === 'dropdown') {
    const count = question.dropdown.options.length;
    parts.push(count === 1 ? '1 option' : `${count} options`);
  } else {
    const { maximum_length } = question.type === 'numeric' ? question.numeric : question.text;
    if (maximum_length) parts.push(`up to ${maximum_length}`);
  }
  return parts.join(', ');
}
