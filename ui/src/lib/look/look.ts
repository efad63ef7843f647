// How the page looks, as this computer's user prefers it. Nothing here says a word: it comes before the texts.
import type { Host } from '../host';
import type { Preferences } from '../ipc/generated';

/** As if nobody had chosen. */
export const PLAIN: Preferences = {
  theme: 'system',
  rows: 'comfortable',
  language: 'system',
  zoom: 100,
  chime: false,
  quietHours: { isOn: false, fromMinute: 1320, toMinute: 420 },
  tray: true,
  closeToTray: false,
  startHidden: false,
};

/** What is preferred; a program that does not answer is told of by the first screen. */
export async function askPreferences(host: Host): Promise<Preferences> {
  try {
    return ((await host.call('show_preferences', null)) as Preferences | undefined) ?? PLAIN;
  } catch {
    return PLAIN;
  }
}

/** Gives the page the looks that are preferred. */
export function wear({ theme, rows, zoom }: Preferences, host: Pick<Host, 'zoom'>): void {
  const { dataset } = document.documentElement;
  if (theme === 'system') delete dataset.theme;
  else dataset.theme = theme;
  dataset.rows = rows;
  host.zoom?.(zoom);
}
