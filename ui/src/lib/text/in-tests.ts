// The texts that tests read: English, from the catalogue itself.
import source from 'virtual:texts/en';

import { speak } from './text';

speak('en', source, 'en');
