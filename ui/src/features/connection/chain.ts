// The chain from Stripe to this window, link by link.
import type {
  AppState,
  Completeness,
  ConnectionPage,
  KeyFacts,
  Line,
} from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';
import { permissions } from '../keys/words';
import { clockWords } from './notice';
import { endpointStep, sentence, tunnelStep, type Step } from './words';

/** How times, stretches of time, durations of a machine and lists are written. */
export interface ChainWords {
  time(seconds: number): string;
  ago(seconds: number): string;
  stretch(seconds: number): string;
  machineTime(milliseconds: number): string;
  /** The locale of lists. */
  locale: string;
}

/** Every link, Stripe's end first. */
export function chain(
  page: ConnectionPage,
  app: Pick<AppState, 'receiver'> | null,
  words: ChainWords,
): Step[] {
  const { line } = page;
  const clock = line && clockStep(page, words);
  return [
    ...(page.key ? [keyStep(page.key, page.completeness, words)] : []),
    ...(line ? lineSteps(line, words) : [practiceStep()]),
    ...(app ? [receiverStep(page, app)] : []),
    ...(clock ? [clock] : []),
    ledgerStep(page, words),
  ];
}

function keyStep(key: KeyFacts, completeness: Completeness, words: ChainWords): Step {
  const title = t('connection-key');
  const { masked } = key;
  const { doing } = completeness;
  if (doing.status === 'failing' && doing.isKey) {
    return { tone: 'bad', title, text: `${masked}. ${sentence(doing.why)}` };
  }
  const may = key.permissions ? permissions(key, words.locale) : t('connection-key-untried');
  const lacks = (key.permissions?.missing.length ?? 0) > 0;
  return { tone: lacks ? 'waiting' : 'good', title, text: `${masked}. ${may}` };
}

function practiceStep(): Step {
  return { tone: 'good', title: t('connect-world-practice'), text: t('connection-practice') };
}

function lineSteps(line: Line, words: ChainWords): Step[] {
  const endpoint = endpointStep(line, words);
  return [...(endpoint ? [endpoint] : []), tunnelStep(line, words)];
}

function receiverStep({ door }: ConnectionPage, { receiver }: Pick<AppState, 'receiver'>): Step {
  const title = t('connection-receiver');
  if (receiver.status === 'stopped') return { tone: 'bad', title, text: receiver.reason };
  const address = receiver.address.replace(/^http:\/\//, '').replace(/\/webhook$/, '');
  return { tone: 'good', title, text: t('connection-receiver-receives', { address, ...door }) };
}

function clockStep({ clock }: ConnectionPage, words: ChainWords): Step | null {
  const title = t('connection-clock');
  if (!clock) return { tone: 'waiting', title, text: t('connection-clock-unknown') };
  switch (clock.verdict) {
    case 'fine':
      return { tone: 'good', title, text: t('connection-clock-fine') };
    case 'off':
      return {
        tone: 'waiting',
        title,
        text: t('connection-clock-off', { clock: clockWords(clock, words) }),
      };
    case 'harmful':
      return {
        tone: 'bad',
        title,
        text: t('connection-clock-harmful', { clock: clockWords(clock, words) }),
      };
  }
}

function ledgerStep({ ledger }: ConnectionPage, words: ChainWords): Step {
  const { events: count, lastBackupAt } = ledger;
  const text =
    lastBackupAt === null
      ? t('connection-ledger-unsaved', { count })
      : t('connection-ledger-saved', { count, ago: words.ago(lastBackupAt) });
  return { tone: 'good', title: t('connection-ledger'), text };
}
