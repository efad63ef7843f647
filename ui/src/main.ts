// Starts the page in whichever host it finds itself, in the looks and the language that are preferred.
import { chooseHost } from './lib/host';
import { askPreferences, wear } from './lib/look/look';
import { speakAsWanted } from './lib/text/language';

async function begin(): Promise<void> {
  const host = await chooseHost();
  const preferences = await askPreferences(host);
  wear(preferences, host);
  await speakAsWanted(preferences.language);
  // Only now, so that everything can say what it is called from its first line on.
  const { start } = await import('./start');
  start(host, preferences);
}

begin().catch((error: unknown) => {
  // Nothing else can say it any more.
  document.body.append(String(error));
});
