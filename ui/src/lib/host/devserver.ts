// The development server as host: commands over HTTP, announcements over a WebSocket.
import type { Announcement, ChosenPlace, PlacePurpose } from '../ipc/generated';
import { copyText } from './clipboard';
import type { Host } from './host';
import { zoomByStyle } from './zoom';

const TOKEN_KEY = 'countertop-token';
const FIRST_WAIT_MS = 250;
const LONGEST_WAIT_MS = 5_000;

/** The host that serves this page, with the token that came in the page's address. */
export function devserverHost(): Host {
  const token = takeToken();
  return {
    call: (name, args) => post(token, name, args),
    subscribe: (onAnnouncement, onConnection) => {
      const socket = new ReconnectingSocket(token, onAnnouncement, onConnection);
      return () => socket.close();
    },
    openUrl: async (url) => {
      // A mail opens a program, and no page that a tab could show.
      if (url.startsWith('mailto:')) window.location.assign(url);
      else window.open(url, '_blank', 'noopener,noreferrer');
    },
    choosePlace: async (purpose) => {
      const path = window.prompt(ASKED[purpose]);
      if (!path) return null;
      return (await post(token, 'choose_place', { purpose, path })) as ChosenPlace;
    },
    zoom: zoomByStyle,
    copyText,
  };
}

/** A browser shows no dialog of the system's that gives a path: here it is typed in. */
const ASKED: Record<PlacePurpose, string> = {
  export: 'Development server: type the whole path of the folder to export into.',
  backups: 'Development server: type the whole path of the folder to keep backups in.',
  backup: 'Development server: type the whole path of a backup.',
  link_table: 'Development server: type the whole path of the table of links.',
  diagnostics: 'Development server: type the whole path of the zip file to write.',
  code_picture: 'Development server: type the whole path of the PNG file to write.',
  code_drawing: 'Development server: type the whole path of the SVG file to write.',
  poster: 'Development server: type the whole path of the PDF file to write.',
  papers: 'Development server: type the whole path of the PDF file to write.',
  payments: 'Development server: type the whole path of the CSV file to write.',
};

/** Moves the token from the address to the session, so that it is not seen or copied along. */
function takeToken(): string {
  const url = new URL(location.href);
  const hash = new URLSearchParams(url.hash.replace(/^#\/?\??/, ''));
  const found = url.searchParams.get('token') ?? hash.get('token');
  if (found === null) return sessionStorage.getItem(TOKEN_KEY) ?? '';
  sessionStorage.setItem(TOKEN_KEY, found);
  url.searchParams.delete('token');
  if (hash.has('token')) url.hash = '';
  history.replaceState(null, '', url);
  return found;
}

async function post(token: string, name: string, args: unknown): Promise<unknown> {
  const response = await fetch(`/ipc/${name}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-countertop-token': token },
    body: JSON.stringify(args),
  });
  const answer: unknown = await response.json();
  if (!response.ok) throw answer;
  return answer;
}

/** A socket that comes back by itself, waiting longer each time that it fails. */
class ReconnectingSocket {
  #socket: WebSocket | null = null;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #wait = FIRST_WAIT_MS;
  #closed = false;

  constructor(
    readonly token: string,
    readonly onAnnouncement: (announcement: Announcement) => void,
    readonly onConnection: (connection: 'connected' | 'lost') => void,
  ) {
    this.#open();
  }

  close(): void {
    this.#closed = true;
    clearTimeout(this.#timer);
    this.#socket?.close();
  }

  #open(): void {
    const url = new URL('/announcements', location.href);
    url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:';
    url.hash = '';
    url.search = new URLSearchParams({ token: this.token }).toString();
    const socket = new WebSocket(url);
    this.#socket = socket;
    socket.onopen = () => {
      this.#wait = FIRST_WAIT_MS;
      this.onConnection('connected');
    };
    socket.onmessage = (event) => this.onAnnouncement(JSON.parse(String(event.data)));
    socket.onclose = () => this.#later();
  }

  #later(): void {
    if (this.#closed) return;
    this.onConnection('lost');
    this.#timer = setTimeout(() => this.#open(), this.#wait);
    this.#wait = Math.min(this.#wait * 2, LONGEST_WAIT_MS);
  }
}
