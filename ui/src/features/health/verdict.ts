// Whether all is well, in one sentence; and if not, what is wrong and what to do.
import type { Dates } from '../../lib/format/dates';
import type { Locale } from '../../lib/format/locale';
import { machineTime, stretch } from '../../lib/format/measures';
import type { Health, IpcError } from '../../lib/ipc/generated';
import { errorHeading } from '../../lib/ui/error-words';
import { refusalWords } from './refusals';

/** One thing to know. */
export interface Finding {
  tone: 'good' | 'waiting' | 'bad';
  /** The short answer, as a sentence. */
  title: string;
  /** What there is to say on it; may be empty. */
  what: string;
  /** What to do; may be empty. */
  advice: string;
}

/** Something that is wrong while deliveries are received. */
interface Trouble extends Omit<Finding, 'title'> {
  /** What goes after "Receiving, but". */
  but: string;
}

/** What is known at the moment. */
export interface Seen {
  health: Health;
  /** When that was told, in milliseconds since 1970. */
  toldAtMs: number;
  /** Now, in milliseconds since 1970. */
  nowMs: number;
  /** Why nothing newer is known; null while all is answered. */
  trouble: 'lost' | IpcError | null;
}

/** How times and numbers are written; a session has all of it. */
export interface Formats {
  dates: Dates;
  locale: Locale;
  count(count: number): string;
}

/** More events than this waiting is a disk that cannot keep up, not a burst. */
const MANY_WAITING = 500;
/** An event that took longer than this came late. */
const LATE_SECONDS = 60;
/** A clock that is off by less does no harm. */
const CLOCK_SECONDS = 30;
/** An older refusal is history. */
const RECENT_SECONDS = 24 * 3600;

/** Everything to know, the worst first; never empty. */
export function verdict(seen: Seen, formats: Formats): Finding[] {
  if (seen.trouble !== null) return [unanswered(seen, seen.trouble, formats)];
  const { receiver } = seen.health;
  if (receiver.status === 'stopped') return [stopped(receiver.reason)];
  const wrong = [
    refusal(seen, formats),
    lostLog(seen, formats),
    parked(seen, formats),
    waiting(seen, formats),
    clock(seen, formats),
  ].filter((finding) => finding !== null);
  if (wrong.length === 0) return [allWell(seen, formats)];
  const worstFirst = wrong.sort((a, b) => Number(b.tone === 'bad') - Number(a.tone === 'bad'));
  return worstFirst.map(({ but, ...rest }, index) => ({
    ...rest,
    title: index === 0 ? `Receiving, but ${but}.` : `${capitalised(but)}.`,
  }));
}

function unanswered(seen: Seen, trouble: 'lost' | IpcError, { dates }: Formats): Finding {
  const asOf = `What stands below is from ${dates.timeWithSeconds(seen.toldAtMs / 1000, seen.nowMs)}.`;
  if (trouble === 'lost' || trouble.code === 'internal') {
    return {
      tone: 'bad',
      title: 'Countertop does not answer.',
      what: asOf,
      advice:
        'This page goes on by itself. If that takes long, close Countertop and start it anew.',
    };
  }
  return {
    tone: 'bad',
    title: `${errorHeading(trouble)}.`,
    what: `${trouble.message} ${asOf}`,
    advice: '',
  };
}

function stopped(reason: string): Finding {
  return {
    tone: 'bad',
    title: 'Not receiving.',
    what: capitalised(reason),
    advice:
      'Start Countertop anew. Stripe goes on trying to deliver for up to three days, so nothing is lost yet.',
  };
}

function capitalised(text: string): string {
  return text.charAt(0).toLocaleUpperCase('en') + text.slice(1);
}

/** The newest refusal that may have been Stripe's, unless something was accepted since. */
function refusal({ health, nowMs }: Seen, { dates }: Formats): Trouble | null {
  const newest = health.deliveries.find(
    ({ reason }) => reason === null || refusalWords(reason).tone === 'bad',
  );
  if (!newest?.reason || nowMs / 1000 - newest.at > RECENT_SECONDS) return null;
  const words = refusalWords(newest.reason);
  const when = dates.ago(newest.at, nowMs);
  return newest.reason === 'unavailable'
    ? {
        tone: 'bad',
        but: 'the last delivery was not written down',
        what: `It came ${when}, and Stripe was asked to send it again.`,
        advice: words.advice,
      }
    : {
        tone: 'waiting',
        but: 'the last signed delivery was refused',
        what: `It came ${when}. ${words.what}`,
        advice: words.advice,
      };
}

function lostLog({ health, nowMs }: Seen, { dates }: Formats): Trouble | null {
  const at = health.ledger.logLostAt;
  if (at === null) return null;
  return {
    tone: 'bad',
    but: `events from before ${dates.date(at, nowMs)} may be missing`,
    what: 'What was written last lay in a file of the ledger that was deleted while Countertop was closed.',
    advice: `Compare the payments before ${dates.timeWithSeconds(at, nowMs)} with those that Stripe shows.`,
  };
}

function parked({ health }: Seen, formats: Formats): Trouble | null {
  const { parked } = health.ledger;
  if (parked === 0) return null;
  const [events, they] =
    parked === 1 ? ['1 event', 'it'] : [`${formats.count(parked)} events`, 'them'];
  return {
    tone: 'waiting',
    but: `${events} could not be taken up`,
    what: `What Stripe sent is kept, but no payment shows ${they}.`,
    advice: `An update of Countertop that understands ${they} catches up by itself.`,
  };
}

function waiting({ health }: Seen, formats: Formats): Trouble | null {
  const { queue } = health.writer;
  if (queue < MANY_WAITING) return null;
  return {
    tone: 'waiting',
    but: 'the disk cannot keep up',
    what: `${formats.count(queue)} events wait to be written.`,
    advice:
      'Nothing is lost. If it lasts, see what else keeps the disk busy, and whether it is full.',
  };
}

function clock({ health }: Seen, { locale }: Formats): Trouble | null {
  const lag = health.door.lagSeconds;
  if (lag === null || lag > -CLOCK_SECONDS) return null;
  return {
    tone: 'waiting',
    but: 'the clock of this computer is slow',
    what: `By this clock, the last event came ${stretch(-lag, locale.words)} before it happened.`,
    advice: 'Let this computer set its clock by itself: at 5 minutes, deliveries are refused.',
  };
}

function allWell(seen: Seen, formats: Formats): Finding {
  return {
    tone: 'good',
    title: 'Receiving.',
    what: [lastEvent(seen, formats), writing(seen, formats)].filter(Boolean).join(' '),
    advice: '',
  };
}

function lastEvent({ health, nowMs }: Seen, { dates, locale }: Formats): string {
  if (health.lastEventAt === null) return 'No event has come yet.';
  const came = `The last event came ${dates.ago(health.lastEventAt, nowMs)}`;
  const lag = health.door.lagSeconds ?? 0;
  if (lag <= LATE_SECONDS) return `${came}.`;
  return `${came}, ${stretch(lag, locale.words)} after it happened: this computer could not be reached before.`;
}

function writing({ health }: Seen, { locale }: Formats): string {
  const { meanSyncMs } = health.writer;
  if (meanSyncMs === null || health.lastEventAt === null) return '';
  return `Writing one safely to the disk takes ${machineTime(meanSyncMs, locale.format)} on average.`;
}
