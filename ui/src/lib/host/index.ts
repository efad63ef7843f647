// Chooses the host that the page runs in.
import type { Host } from './host';

export type { Connection, Desktop, Host } from './host';

/** The desktop shell when there is one, else the server that the page came from. */
export async function chooseHost(): Promise<Host> {
  if ('__TAURI_INTERNALS__' in window) return (await import('./tauri')).tauriHost;
  return (await import('./devserver')).devserverHost();
}
