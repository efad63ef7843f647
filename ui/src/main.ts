// Starts the page in whichever host it finds itself.
import { chooseHost } from './lib/host';
import { start } from './start';

start(await chooseHost());
