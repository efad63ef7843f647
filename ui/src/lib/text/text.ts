// What the page says, in the language that was chosen at its start.
import { FluentBundle, FluentNumber, FluentResource } from '@fluent/bundle';

import { isolated } from '../format/text';
import type { LANGUAGES, Texts } from './generated';

export type Language = (typeof LANGUAGES)[number];
export type TextId = keyof Texts;

/** What is filled into a text: words as they are, a number in the person's locale. */
export type Filling = string | number;

/** What a text wants filled in. */
export type Fillings<Id extends TextId> = Record<Texts[Id], Filling>;

type Rest<Id extends TextId> = [Texts[Id]] extends [never] ? [] : [Fillings<Id>];

/** Chooses a form by the language's rules, and is written as the person writes numbers. */
class Count extends FluentNumber {
  override toString(): string {
    return isolated(this.value.toLocaleString(numbers));
  }
}

let bundle: FluentBundle | null = null;
let numbers = 'en';

/** Speaks by a catalogue from now on, and writes numbers by a locale. To be called before anything is said. */
export function speak(language: Language, source: string, locale: string): void {
  const made = new FluentBundle(language, { useIsolating: false });
  const [problem] = made.addResource(new FluentResource(source));
  if (problem) throw problem;
  bundle = made;
  numbers = locale;
}

/** A text of the catalogue. */
export function t<Id extends TextId>(id: Id, ...[fillings]: Rest<Id>): string {
  return written(id, fillings ?? {});
}

/**
 * A text that the program names, with what it fills in; null where this page has none of that name, as when the
 * program is newer.
 */
export function told(id: string, fillings: Readonly<Record<string, Filling>>): string | null {
  if (!id.startsWith('told-') || !bundle?.hasMessage(id)) return null;
  try {
    return written(id as TextId, fillings);
  } catch {
    // It wants something filled in that this program does not give.
    return null;
  }
}

/** The same for whoever has its fillings in another shape; see `t` and `parts`. */
function written(id: TextId, fillings: Readonly<Record<string, Filling>>): string {
  const pattern = bundle?.getMessage(id)?.value;
  if (!bundle || pattern === undefined || pattern === null) throw new Error(`no text ${id}`);
  const args = Object.fromEntries(
    Object.entries(fillings).map(([name, filling]) => [
      name,
      typeof filling === 'number' ? new Count(filling) : filling,
    ]),
  );
  // Without a list for errors, what is missing is thrown.
  return bundle.formatPattern(pattern, args);
}

/** A stretch of a text, or the name of what stands in its place. */
export type Part = { text: string } | { hole: string };

/** Marks what stands for something else; no text has this character. */
const MARK = '\ue000';

/** A text in pieces: the holes are left to whoever asks. */
export function parts(
  id: TextId,
  fillings: Readonly<Record<string, Filling>>,
  holes: readonly string[],
): Part[] {
  const marks = Object.fromEntries(holes.map((hole) => [hole, `${MARK}${hole}${MARK}`]));
  return written(id, { ...fillings, ...marks })
    .split(MARK)
    .map((piece, at) => (at % 2 === 0 ? { text: piece } : { hole: piece }))
    .filter((part) => !('text' in part) || part.text !== '');
}
