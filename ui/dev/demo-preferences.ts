// DEVELOPMENT ONLY: what is preferred at first, from the page's address: `?theme=dark&rows=compact&language=de`.
import type { Preferences } from '../src/lib/ipc/generated';
import { PLAIN } from '../src/lib/look/look';

const params = new URLSearchParams(location.search);
const given = Object.fromEntries(
  (['theme', 'rows', 'language'] as const)
    .map((name) => [name, params.get(name)] as const)
    .filter(([, value]) => value !== null),
);

const quietHours = { ...PLAIN.quietHours, isOn: params.has('quiet') };

export const PREFERENCES = { ...PLAIN, quietHours, ...given } as Preferences;
