// Whether all is well, in one sentence; and if not, what is wrong and what to do.
import type { Dates } from '../../lib/format/dates';
import type { Locale } from '../../lib/format/locale';
import { machineTime, stretch } from '../../lib/format/measures';
import type { Health, IpcError } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';
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
  /** The short answer: all of it where it stands first, else only what is wrong. */
  title: (where: Where) => string;
}

type Where = 'first' | 'behind';

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
    parked(seen),
    waiting(seen),
    clock(seen, formats),
  ].filter((finding) => finding !== null);
  if (wrong.length === 0) return [allWell(seen, formats)];
  const worstFirst = wrong.sort((a, b) => Number(b.tone === 'bad') - Number(a.tone === 'bad'));
  return worstFirst.map(({ title, ...rest }, index) => ({
    ...rest,
    title: title(index === 0 ? 'first' : 'behind'),
  }));
}

function unanswered(seen: Seen, trouble: 'lost' | IpcError, { dates }: Formats): Finding {
  const time = dates.timeWithSeconds(seen.toldAtMs / 1000, seen.nowMs);
  const asOf = t('health-as-of', { time });
  if (trouble === 'lost' || trouble.code === 'internal') {
    return {
      tone: 'bad',
      title: t('health-unanswered'),
      what: asOf,
      advice: t('health-unanswered-advice'),
    };
  }
  return {
    tone: 'bad',
    title: t('health-error', { heading: errorHeading(trouble) }),
    what: `${trouble.message} ${asOf}`,
    advice: '',
  };
}

function stopped(reason: string): Finding {
  return {
    tone: 'bad',
    title: t('health-stopped'),
    what: capitalised(reason),
    advice: t('health-stopped-advice'),
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
        title: (where) => t('health-unavailable', { where }),
        what: t('health-unavailable-what', { when }),
        advice: words.advice,
      }
    : {
        tone: 'waiting',
        title: (where) => t('health-refused', { where }),
        what: `${t('health-refused-when', { when })} ${words.what}`,
        advice: words.advice,
      };
}

function lostLog({ health, nowMs }: Seen, { dates }: Formats): Trouble | null {
  const at = health.ledger.logLostAt;
  if (at === null) return null;
  return {
    tone: 'bad',
    title: (where) => t('health-log-lost', { where, date: dates.date(at, nowMs) }),
    what: t('health-log-lost-what'),
    advice: t('health-log-lost-advice', { time: dates.timeWithSeconds(at, nowMs) }),
  };
}

function parked({ health }: Seen): Trouble | null {
  const count = health.ledger.parked;
  if (count === 0) return null;
  return {
    tone: 'waiting',
    title: (where) => t('health-parked', { where, count }),
    what: t('health-parked-what', { count }),
    advice: t('health-parked-advice', { count }),
  };
}

function waiting({ health }: Seen): Trouble | null {
  const { queue } = health.writer;
  if (queue < MANY_WAITING) return null;
  return {
    tone: 'waiting',
    title: (where) => t('health-slow-disk', { where }),
    what: t('health-slow-disk-what', { count: queue }),
    advice: t('health-slow-disk-advice'),
  };
}

function clock({ health }: Seen, { locale }: Formats): Trouble | null {
  const lag = health.door.lagSeconds;
  if (lag === null || lag > -CLOCK_SECONDS) return null;
  return {
    tone: 'waiting',
    title: (where) => t('health-slow-clock', { where }),
    what: t('health-slow-clock-what', { time: stretch(-lag, locale.words) }),
    advice: t('health-slow-clock-advice'),
  };
}

function allWell(seen: Seen, formats: Formats): Finding {
  return {
    tone: 'good',
    title: t('health-well'),
    what: [lastEvent(seen, formats), writing(seen, formats)].filter(Boolean).join(' '),
    advice: '',
  };
}

function lastEvent({ health, nowMs }: Seen, { dates, locale }: Formats): string {
  if (health.lastEventAt === null) return t('health-no-event');
  const when = dates.ago(health.lastEventAt, nowMs);
  const lag = health.door.lagSeconds ?? 0;
  if (lag <= LATE_SECONDS) return t('health-last-event', { when });
  return t('health-last-event-late', { when, late: stretch(lag, locale.words) });
}

function writing({ health }: Seen, { locale }: Formats): string {
  const { meanSyncMs } = health.writer;
  if (meanSyncMs === null || health.lastEventAt === null) return '';
  return t('health-writing', { time: machineTime(meanSyncMs, locale.format) });
}
