// What of all that could be told the status bar tells: one thing, the most pressing.
import type { AppState, ClockFacts } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';
import { incidentWords, type IncidentWords, type Told } from './incident';

/** How long a thing that ended well is still told. */
const TOLD_SECONDS = 600;

/** The most pressing thing, or null when there is none. */
export function notice(
  app: Pick<AppState, 'incident' | 'wrongClock' | 'lateDeliveries' | 'line'>,
  words: IncidentWords,
  now: number,
): Told | null {
  const { incident, wrongClock, lateDeliveries, line } = app;
  const isOver = incident?.stage.kind === 'done';
  if (incident && !isOver) return incidentWords(incident, words);
  if (wrongClock?.verdict === 'harmful') {
    return { tone: 'bad', text: clockWords(wrongClock, words) };
  }
  if (incident && now - incident.at < TOLD_SECONDS) return incidentWords(incident, words);
  const warning = line?.warning ?? null;
  if (warning !== null) return { tone: 'waiting', text: warning };
  if (lateDeliveries > 0) {
    return { tone: 'waiting', text: t('connection-late-notice', { count: lateDeliveries }) };
  }
  if (wrongClock) return { tone: 'waiting', text: clockWords(wrongClock, words) };
  return null;
}

/** "This computer’s clock is 42 seconds behind." */
export function clockWords(clock: ClockFacts, words: Pick<IncidentWords, 'stretch'>): string {
  const far = words.stretch(Math.abs(clock.aheadSeconds));
  return clock.aheadSeconds < 0
    ? t('connection-clock-behind', { far })
    : t('connection-clock-ahead', { far });
}
