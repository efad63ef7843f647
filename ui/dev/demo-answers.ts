// DEVELOPMENT ONLY: the shape of the invented host's answers.
import type { IpcError } from '../src/lib/ipc/generated';

/** The part of a list after a row. */
export function page<R extends { id: string }>(rows: R[], after: string | undefined, limit = 100) {
  const from = after ? rows.findIndex((row) => row.id === after) + 1 : 0;
  const part = rows.slice(from, from + limit);
  return { rows: part, next: from + limit < rows.length ? (part.at(-1)?.id ?? null) : null };
}

/** What a command throws. */
export function refusal(
  code: IpcError['code'],
  message: string,
  details: Record<string, string> = {},
): IpcError {
  return { code, message, retryable: code !== 'not_found', details };
}
