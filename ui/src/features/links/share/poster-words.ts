// What a poster is printed on and in, until the merchant says otherwise.
import type { PosterLanguage, PosterPaper } from '../../../lib/ipc/generated';

export const PAPERS: readonly PosterPaper[] = ['a4', 'a5', 'a6', 'letter'];

/** Where paper is cut in inches. Source: CLDR, measurementData, paperSize. */
const LETTER = 'BZ,CA,CL,CO,CR,GT,MX,NI,PA,PH,PR,SV,US,VE'.split(',');

/** The paper of an office where a locale is at home. */
export function paperOf(locale: string): PosterPaper {
  const region = new Intl.Locale(locale).maximize().region ?? '';
  return LETTER.includes(region) ? 'letter' : 'a4';
}

/** The first wanted language that posters speak; English where there is none. */
export function posterLanguage(wanted: string[], spoken: readonly PosterLanguage[]): string {
  const primaries = wanted.map((tag) => tag.split('-')[0]);
  return primaries.find((it) => spoken.some(({ tag }) => tag === it)) ?? 'en';
}
