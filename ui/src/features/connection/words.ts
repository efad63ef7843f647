// The words of the connection: how Stripe reaches this computer, and what is wrong when it does not.
import type {
  AbsenceReason,
  EndpointStatus,
  LateCause,
  Line,
  TunnelState,
  WayKind,
} from '../../lib/ipc/generated';

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

export const WAYS: Record<WayKind, string> = {
  catch_up_only: 'Ask Stripe, without a tunnel',
  cloudflared_named: 'cloudflared, a tunnel of your account',
  ngrok: 'ngrok',
  ssh: 'ssh to your own server',
  fixed_url: 'A public URL that you have',
  stripe_cli: 'The Stripe CLI',
  cloudflared_quick: 'cloudflared, a quick tunnel',
};

/** The short name, for the status bar. */
const SHORT: Record<WayKind, string> = {
  catch_up_only: 'none, Stripe is asked',
  cloudflared_named: 'cloudflared',
  ngrok: 'ngrok',
  ssh: 'ssh',
  fixed_url: 'your own URL',
  stripe_cli: 'Stripe CLI',
  cloudflared_quick: 'cloudflared, quick',
};

export const CAUSES: Record<LateCause, string> = {
  asleep: 'This computer was asleep.',
  offline: 'This computer had no network.',
  not_running: 'Countertop was closed.',
  unreached: 'The tunnel was down.',
  secret_refused:
    'It was signed with another secret. A webhook secret that was rolled at Stripe does this.',
  clock_wrong: 'A clock was wrong, so its signature seemed to be of another time.',
  not_recorded: 'The ledger could not be written then. Health says why.',
  unknown: 'Not known here. Stripe’s Dashboard shows what its deliveries met.',
};

export const ABSENCES: Record<AbsenceReason, string> = {
  asleep: 'asleep',
  offline: 'without network',
  stopped: 'Countertop was closed',
  unreached: 'the tunnel was down',
};

/** The tunnel in a few words, for the status bar. */
export function lineWords(line: Line, times: Times): { tone: Tone; text: string } {
  const name = `Tunnel: ${SHORT[line.way]}`;
  switch (line.tunnel.status) {
    case 'off':
      return { tone: 'good', text: name };
    case 'starting':
      return { tone: 'waiting', text: `${name}, opening` };
    case 'down': {
      const { nextTry } = line.tunnel;
      const next = nextTry === null ? 'trying again' : `next try at ${times.time(nextTry)}`;
      return { tone: 'bad', text: `${name} is down, ${next}` };
    }
    case 'up':
      if (endpointTrouble(line.endpoint)) {
        return { tone: 'bad', text: `${name}, but Stripe does not deliver` };
      }
      return line.proven?.status === 'blocked'
        ? { tone: 'bad', text: `${name}, but it does not lead here` }
        : { tone: 'good', text: name };
  }
}

/** The tunnel's link of the chain. */
export function tunnelStep(line: Line, times: LineTimes): Step {
  const title = WAYS[line.way];
  const { tone, text } = tunnelText(line.tunnel, times);
  const warning = line.warning === null ? '' : ` ${line.warning}`;
  if (line.tunnel.status !== 'up' || line.proven === null) {
    return { title, tone: warning ? 'waiting' : tone, text: text + warning };
  }
  if (line.proven.status === 'blocked') {
    return { title, tone: 'bad', text: `${text} ${sentence(line.proven.sentence)}` };
  }
  const trip = times.machineTime(line.proven.roundTripMs);
  const proof = ` A request to it came back here in ${trip} at ${times.time(line.proven.at)}.`;
  return { title, tone: warning ? 'waiting' : tone, text: text + proof + warning };
}

function tunnelText(tunnel: TunnelState, times: Times): Omit<Step, 'title'> {
  switch (tunnel.status) {
    case 'off':
      return {
        tone: 'good',
        text: 'Nothing reaches this computer. Countertop asks Stripe what is new: every 10 seconds while it is seen, every minute else.',
      };
    case 'starting':
      return { tone: 'waiting', text: `Opening since ${times.time(tunnel.since)}.` };
    case 'up': {
      const where = tunnel.url === null ? '' : ` at ${tunnel.url}`;
      return { tone: 'good', text: `Open since ${times.time(tunnel.since)}${where}.` };
    }
    case 'down': {
      const next = tunnel.nextTry === null ? '' : ` Next try at ${times.time(tunnel.nextTry)}.`;
      return { tone: 'bad', text: `Down since ${times.time(tunnel.since)}. ${tunnel.why}${next}` };
    }
  }
}

/** Our endpoint's link of the chain; none where the way needs none. */
export function endpointStep(line: Line, times: Times): Step | null {
  const { endpoint } = line;
  const title = 'Webhook endpoint';
  switch (endpoint.status) {
    case 'not_needed':
      return null;
    case 'waiting':
      return {
        tone: 'waiting',
        title,
        text: 'It is registered at Stripe when the tunnel is open.',
      };
    case 'at_work': {
      const note = endpoint.note === null ? '' : ` ${endpoint.note}`;
      const text = `Registered by Countertop, at work since ${times.time(endpoint.since)}.${note}`;
      return { tone: endpoint.note === null ? 'good' : 'waiting', title, text };
    }
    case 'switched_off':
      return { tone: 'bad', title, text: endpoint.sentence };
    case 'failing': {
      const next = ` Next try at ${times.time(endpoint.nextTry)}.`;
      return { tone: 'bad', title, text: `${sentence(endpoint.sentence)}${next}` };
    }
  }
}

function endpointTrouble(endpoint: EndpointStatus): boolean {
  return endpoint.status === 'failing' || endpoint.status === 'switched_off';
}

/** Begins with a capital, unless it stands within another or begins with an address, and ends with a full stop. */
export function sentence(text: string, where: 'alone' | 'within' = 'alone'): string {
  const isBegun = where === 'within' || /^\S*\.\S/.test(text);
  const begun = isBegun ? text : text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
  return /[.!?]$/.test(begun) ? begun : `${begun}.`;
}
