// Starts the page in whichever host it finds itself, in the language of whoever looks at it.
import { chooseHost } from './lib/host';
import { speakAsWanted } from './lib/text/language';

async function begin(): Promise<void> {
  await speakAsWanted();
  // Only now, so that everything can say what it is called from its first line on.
  const { start } = await import('./start');
  start(await chooseHost());
}

begin().catch((error: unknown) => {
  // Nothing else can say it any more.
  document.body.append(String(error));
});
