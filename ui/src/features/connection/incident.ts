// What happened around the computer, in plain words: "Woke at 07:35 after 2 hours: 4 events caught up,
// nothing is missing."
import type { Incident, IncidentEvent, IncidentStage } from '../../lib/ipc/generated';
import { sentence, type Tone } from './words';

/** How times, stretches of time and counts are written. */
export interface IncidentWords {
  time(seconds: number): string;
  stretch(seconds: number): string;
  count(count: number): string;
}

export interface Told {
  tone: Tone;
  text: string;
}

/** The whole of it in one sentence. */
export function incidentWords(incident: Incident, words: IncidentWords): Told {
  const begun = beginning(incident.event, incident.at, words);
  const { tone, text } = ending(incident.stage, words);
  const isAll = incident.event.kind === 'network_lost' && incident.stage.kind === 'waiting';
  return { tone, text: isAll ? `${begun}.` : `${begun}: ${text}` };
}

function beginning(event: IncidentEvent, at: number, words: IncidentWords): string {
  const time = words.time(at);
  switch (event.kind) {
    case 'woke':
      return `Woke at ${time} after ${words.stretch(event.awaySeconds)}`;
    case 'clock_set': {
      const far = words.stretch(Math.abs(event.bySeconds));
      return `The clock was set ${event.bySeconds < 0 ? 'back' : 'forward'} by ${far} at ${time}`;
    }
    case 'network_lost':
      return `No network since ${time}`;
    case 'network_back':
      return `The network came back at ${time}`;
    case 'other_network':
      return `On another network since ${time}`;
    case 'way_back':
      return `The tunnel was down for ${words.stretch(event.shutSeconds)} until ${time}`;
  }
}

function ending(stage: IncidentStage, words: IncidentWords): Told {
  switch (stage.kind) {
    case 'waiting':
      return { tone: 'waiting', text: 'waiting for the network.' };
    case 'opening':
      return { tone: 'waiting', text: 'opening the tunnel anew.' };
    case 'catching_up': {
      const soFar = stage.missed === 0 ? '' : `, ${events(stage.missed, words)} so far`;
      return { tone: 'waiting', text: `catching up${soFar}.` };
    }
    case 'stuck':
      return { tone: 'bad', text: sentence(`cannot catch up yet, ${stage.why}`, 'within') };
    case 'done':
      return {
        tone: 'good',
        text:
          stage.missed === 0
            ? 'nothing was missed.'
            : `${events(stage.missed, words)} caught up, nothing is missing.`,
      };
  }
}

function events(count: number, words: IncidentWords): string {
  return count === 1 ? '1 event' : `${words.count(count)} events`;
}
