// What the page needs of the program around it. Each host says how it is done there.
import type { Announcement } from '../ipc/generated';

/** Whether announcements can reach the page at the moment. */
export type Connection = 'connected' | 'lost';

/** The program that the page runs in: the desktop shell, or the development server. */
export interface Host {
  /** Calls a command; rejects with an `IpcError`, or with anything else when nobody answers. */
  call(name: string, args: unknown): Promise<unknown>;
  /**
   * Hears announcements until the returned function is called. `onConnection` is told when the
   * way is lost and found again: what was announced in between was missed.
   */
  subscribe(
    onAnnouncement: (announcement: Announcement) => void,
    onConnection: (connection: Connection) => void,
  ): () => void;
  /** Opens an address in the person's own browser. */
  openUrl(url: string): Promise<void>;
  /** Puts a text on the clipboard. */
  copyText(text: string): Promise<void>;
}
