// What happened around the computer, in plain words: "Woke at 07:35 after 2 hours: 4 events caught up,
// nothing is missing."
import type { Incident, IncidentEvent, IncidentStage } from '../../lib/ipc/generated';
import { t } from '../../lib/text/text';
import { sentence, type Tone } from './words';

/** How times and stretches of time are written. */
export interface IncidentWords {
  time(seconds: number): string;
  stretch(seconds: number): string;
}

export interface Told {
  tone: Tone;
  text: string;
}

/** The whole of it in one sentence. */
export function incidentWords(incident: Incident, words: IncidentWords): Told {
  const begun = beginning(incident.event, words.time(incident.at), words);
  const { tone, text } = ending(incident.stage);
  const isAll = incident.event.kind === 'network_lost' && incident.stage.kind === 'waiting';
  return {
    tone,
    text: isAll ? sentence(begun) : t('connection-incident', { begun, ended: text }),
  };
}

function beginning(event: IncidentEvent, time: string, words: IncidentWords): string {
  switch (event.kind) {
    case 'woke':
      return t('connection-incident-woke', { time, away: words.stretch(event.awaySeconds) });
    case 'clock_set': {
      const far = words.stretch(Math.abs(event.bySeconds));
      return event.bySeconds < 0
        ? t('connection-incident-clock-back', { far, time })
        : t('connection-incident-clock-forward', { far, time });
    }
    case 'network_lost':
      return t('connection-incident-network-lost', { time });
    case 'network_back':
      return t('connection-incident-network-back', { time });
    case 'other_network':
      return t('connection-incident-other-network', { time });
    case 'way_back':
      return t('connection-incident-way-back', { time, shut: words.stretch(event.shutSeconds) });
  }
}

function ending(stage: IncidentStage): Told {
  switch (stage.kind) {
    case 'waiting':
      return { tone: 'waiting', text: t('connection-stage-waiting') };
    case 'opening':
      return { tone: 'waiting', text: t('connection-stage-opening') };
    case 'catching_up':
      return { tone: 'waiting', text: t('connection-stage-catching-up', { count: stage.missed }) };
    case 'stuck':
      return {
        tone: 'bad',
        text: sentence(t('connection-stage-stuck', { why: stage.why }), 'within'),
      };
    case 'done':
      return { tone: 'good', text: t('connection-stage-done', { count: stage.missed }) };
  }
}
