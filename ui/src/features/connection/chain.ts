// The chain from Stripe to this window, link by link.
import type {
  AppState,
  Completeness,
  ConnectionPage,
  KeyFacts,
  Line,
} from '../../lib/ipc/generated';
import { permissions } from '../keys/words';
import { clockWords } from './notice';
import { endpointStep, sentence, tunnelStep, type Step } from './words';

/** How times, stretches of time, durations of a machine and counts are written. */
export interface ChainWords {
  time(seconds: number): string;
  ago(seconds: number): string;
  stretch(seconds: number): string;
  machineTime(milliseconds: number): string;
  count(count: number): string;
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
    ...(page.key ? [keyStep(page.key, page.completeness)] : []),
    ...(line ? lineSteps(line, words) : [practiceStep()]),
    ...(app ? [receiverStep(page, app, words)] : []),
    ...(clock ? [clock] : []),
    ledgerStep(page, words),
  ];
}

function keyStep(key: KeyFacts, completeness: Completeness): Step {
  const title = 'Stripe key';
  const { masked } = key;
  const { doing } = completeness;
  if (doing.status === 'failing' && doing.isKey) {
    return { tone: 'bad', title, text: `${masked}. ${sentence(doing.why)}` };
  }
  const may = key.permissions ? permissions(key) : 'Settings can try its permissions.';
  const lacks = (key.permissions?.missing.length ?? 0) > 0;
  return { tone: lacks ? 'waiting' : 'good', title, text: `${masked}. ${may}` };
}

function practiceStep(): Step {
  const text = 'It is on this computer, so nothing lies between it and the receiver.';
  return { tone: 'good', title: 'Practice store', text };
}

function lineSteps(line: Line, words: ChainWords): Step[] {
  const endpoint = endpointStep(line, words);
  return [...(endpoint ? [endpoint] : []), tunnelStep(line, words)];
}

function receiverStep(
  { door }: ConnectionPage,
  { receiver }: Pick<AppState, 'receiver'>,
  words: ChainWords,
): Step {
  if (receiver.status === 'stopped') {
    return { tone: 'bad', title: 'Receiver', text: receiver.reason };
  }
  const where = receiver.address.replace(/^http:\/\//, '').replace(/\/webhook$/, '');
  const text = `${where}, ${words.count(door.accepted)} accepted, ${words.count(door.refused)} refused since Countertop was opened.`;
  return { tone: 'good', title: 'Receiver', text };
}

function clockStep({ clock }: ConnectionPage, words: ChainWords): Step | null {
  const title = 'Clock';
  if (!clock) return { tone: 'waiting', title, text: 'Not compared with Stripe’s yet.' };
  const advice = 'Let the system set it by the network.';
  switch (clock.verdict) {
    case 'fine':
      return { tone: 'good', title, text: 'It agrees with Stripe’s.' };
    case 'off':
      return { tone: 'waiting', title, text: `${clockWords(clock, words)}. ${advice}` };
    case 'harmful':
      return {
        tone: 'bad',
        title,
        text: `${clockWords(clock, words)}, so webhooks seem to be of another time and are kept aside. ${advice}`,
      };
  }
}

function ledgerStep({ ledger }: ConnectionPage, words: ChainWords): Step {
  const events = ledger.events === 1 ? '1 event' : `${words.count(ledger.events)} events`;
  const backup =
    ledger.lastBackupAt === null
      ? 'no backup yet'
      : `last backup ${words.ago(ledger.lastBackupAt)}`;
  return { tone: 'good', title: 'Ledger', text: `${events}, ${backup}.` };
}
