// Addresses as people write them.
import type { Place } from '../../lib/ipc/generated';
import { countryName } from '../links/form/names';

/** Line by line, the postal code before the town and the country by its name. */
export function addressLines(place: Place, locale: string): string[] {
  const town = [place.postalCode, place.city, place.state].filter((part) => part !== null);
  const country = place.country === null ? null : countryName(place.country, locale);
  return [place.name, ...place.lines, town.join(' '), country].filter(
    (line): line is string => line !== null && line !== '',
  );
}
