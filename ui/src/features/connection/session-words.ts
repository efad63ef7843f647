// How a session writes what the connection's words need.
import { machineTime, stretch } from '../../lib/format/measures';
import type { Session } from '../../lib/state/session.svelte';
import type { ChainWords } from './chain';

export function wordsOf(session: Session): ChainWords {
  const { dates, clock, locale } = session;
  return {
    time: (seconds) => dates.timeWithSeconds(seconds, clock.now),
    ago: (seconds) => dates.ago(seconds, clock.now),
    stretch: (seconds) => stretch(seconds, locale.words),
    machineTime: (milliseconds) => machineTime(milliseconds, locale.format),
    locale: locale.words,
  };
}
