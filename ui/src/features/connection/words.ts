// The words of the connection: how Stripe reaches this computer, and what is wrong when it does not.
import type {
  EndpointStatus,
  LateCause,
  Line,
  TunnelState,
  WayKind,
} from '../../lib/ipc/generated';
import { t, type TextId } from '../../lib/text/text';

export type Tone = 'good' | 'waiting' | 'bad';

/** One link of the chain from Stripe to this window. */
export interface Step {
  tone: Tone;
  title: string;
  /** How it is, as a sentence or two. */
  text: string;
}

/** How times are written; a session's dates can do it. */
export interface Times {
  /** "14:03:22", or with its date. */
  time(seconds: number): string;
}

/** Durations of a machine are written, too. */
export interface LineTimes extends Times {
  machineTime(milliseconds: number): string;
}

export const WAYS = {
  catch_up_only: 'connection-way-catch-up-only',
  cloudflared_named: 'connection-way-cloudflared-named',
  ngrok: 'connection-way-ngrok',
  ssh: 'connection-way-ssh',
  fixed_url: 'connection-way-fixed-url',
  stripe_cli: 'connection-way-stripe-cli',
  cloudflared_quick: 'connection-way-cloudflared-quick',
} as const satisfies Record<WayKind, TextId>;

/** The short names, for the status bar. */
const SHORT = {
  catch_up_only: 'connection-short-catch-up-only',
  cloudflared_named: 'connection-short-cloudflared-named',
  ngrok: 'connection-short-ngrok',
  ssh: 'connection-short-ssh',
  fixed_url: 'connection-short-fixed-url',
  stripe_cli: 'connection-short-stripe-cli',
  cloudflared_quick: 'connection-short-cloudflared-quick',
} as const satisfies Record<WayKind, TextId>;

export const CAUSES = {
  asleep: 'connection-cause-asleep',
  offline: 'connection-cause-offline',
  not_running: 'connection-cause-not-running',
  unreached: 'connection-cause-unreached',
  secret_refused: 'connection-cause-secret-refused',
  clock_wrong: 'connection-cause-clock-wrong',
  not_recorded: 'connection-cause-not-recorded',
  unknown: 'connection-cause-unknown',
} as const satisfies Record<LateCause, TextId>;

/** The tunnel in a few words, for the status bar. */
export function lineWords(line: Line, times: Times): { tone: Tone; text: string } {
  const way = t(SHORT[line.way]);
  switch (line.tunnel.status) {
    case 'off':
      return { tone: 'good', text: t('connection-line', { way }) };
    case 'starting':
      return { tone: 'waiting', text: t('connection-line-starting', { way }) };
    case 'down': {
      const { nextTry } = line.tunnel;
      const text =
        nextTry === null
          ? t('connection-line-down-trying', { way })
          : t('connection-line-down', { way, time: times.time(nextTry) });
      return { tone: 'bad', text };
    }
    case 'up':
      if (endpointTrouble(line.endpoint)) {
        return { tone: 'bad', text: t('connection-line-undelivered', { way }) };
      }
      return line.proven?.status === 'blocked'
        ? { tone: 'bad', text: t('connection-line-astray', { way }) }
        : { tone: 'good', text: t('connection-line', { way }) };
  }
}

/** The tunnel's link of the chain. */
export function tunnelStep(line: Line, times: LineTimes): Step {
  const title = t(WAYS[line.way]);
  const { tone, text } = tunnelText(line.tunnel, times);
  const warned = line.warning === null ? tone : 'waiting';
  if (line.tunnel.status !== 'up' || line.proven === null) {
    return { title, tone: warned, text: joined(text, line.warning) };
  }
  if (line.proven.status === 'blocked') {
    return { title, tone: 'bad', text: joined(text, sentence(line.proven.sentence)) };
  }
  const proof = t('connection-tunnel-proven', {
    trip: times.machineTime(line.proven.roundTripMs),
    time: times.time(line.proven.at),
  });
  return { title, tone: warned, text: joined(text, proof, line.warning) };
}

function tunnelText(tunnel: TunnelState, times: Times): Omit<Step, 'title'> {
  switch (tunnel.status) {
    case 'off':
      return { tone: 'good', text: t('connection-tunnel-off') };
    case 'starting': {
      const time = times.time(tunnel.since);
      return { tone: 'waiting', text: t('connection-tunnel-starting', { time }) };
    }
    case 'up': {
      const time = times.time(tunnel.since);
      const text =
        tunnel.url === null
          ? t('connection-tunnel-up', { time })
          : t('connection-tunnel-up-at', { time, url: tunnel.url });
      return { tone: 'good', text };
    }
    case 'down': {
      const down = t('connection-tunnel-down', { time: times.time(tunnel.since) });
      return { tone: 'bad', text: joined(down, tunnel.why, nextTry(tunnel.nextTry, times)) };
    }
  }
}

/** Our endpoint's link of the chain; none where the way needs none. */
export function endpointStep(line: Line, times: Times): Step | null {
  const { endpoint } = line;
  const title = t('connection-endpoint');
  switch (endpoint.status) {
    case 'not_needed':
      return null;
    case 'waiting':
      return { tone: 'waiting', title, text: t('connection-endpoint-waiting') };
    case 'at_work': {
      const atWork = t('connection-endpoint-at-work', { time: times.time(endpoint.since) });
      const tone = endpoint.note === null ? 'good' : 'waiting';
      return { tone, title, text: joined(atWork, endpoint.note) };
    }
    case 'switched_off':
      return { tone: 'bad', title, text: endpoint.sentence };
    case 'failing': {
      const text = joined(sentence(endpoint.sentence), nextTry(endpoint.nextTry, times));
      return { tone: 'bad', title, text };
    }
  }
}

function endpointTrouble(endpoint: EndpointStatus): boolean {
  return endpoint.status === 'failing' || endpoint.status === 'switched_off';
}

function nextTry(at: number | null, times: Times): string | null {
  return at === null ? null : t('connection-next-try', { time: times.time(at) });
}

/** Whole sentences, one after the other. */
function joined(...sentences: (string | null)[]): string {
  return sentences.filter((sentence) => sentence !== null).join(' ');
}

/** Begins with a capital, unless it stands within another or begins with an address, and ends with a full stop. */
export function sentence(text: string, where: 'alone' | 'within' = 'alone'): string {
  const isBegun = where === 'within' || /^\S*\.\S/.test(text);
  const begun = isBegun ? text : text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
