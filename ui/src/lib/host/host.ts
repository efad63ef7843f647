// What the page needs of the program around it. Each host says how it is done there.
import type { Announcement, ChosenPlace, PlacePurpose, ShownFolder } from '../ipc/generated';

/** Whether announcements can reach the page at the moment. */
export type Connection = 'connected' | 'lost';

/** What only a desktop has. */
export interface Desktop {
  /** Whether our icon is in the tray or menu bar now. */
  hasTray: boolean;
  /** Whether the program starts at login; null where that cannot be found out. */
  startsAtLogin: boolean | null;
}

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
  /** Opens an address in the person's own browser, or a mail in their own program. */
  openUrl(url: string): Promise<void>;
  /**
   * Lets the person choose a file or folder for one purpose; null where they chose none. The page is given
   * an id to name it by: a path that the page makes up is worth nothing.
   */
  choosePlace(purpose: PlacePurpose): Promise<ChosenPlace | null>;
  /** Shows one of our own folders in the system's window for files; not every host has one. */
  showFolder?(folder: ShownFolder): Promise<void>;
  /**
   * Lets the window fill the screen and keeps that awake, or stops; says whether it is kept awake. A browser
   * does this by itself, so not every host has it.
   */
  fillScreen?(isOn: boolean): Promise<{ isAwake: boolean }>;
  /** What only a desktop has: not every host is on one. */
  desktop?: {
    show(): Promise<Desktop>;
    startAtLogin(isOn: boolean): Promise<Desktop>;
  };
  /** Shows everything at a size in percent; the desktop shell does so by itself when it is told what is preferred. */
  zoom?(percent: number): void;
  /** Puts a text on the clipboard. */
  copyText(text: string): Promise<void>;
}
