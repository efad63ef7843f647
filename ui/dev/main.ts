// DEVELOPMENT ONLY, never part of the shipped page: the same app over an invented shop, to look at
// screens and states without the program behind them. `?scene=` chooses what the shop is like.
import { start } from '../src/start';
import { demoHost, type Scene } from './demo-host';

const params = new URLSearchParams(location.search);
const theme = params.get('theme');
if (theme) document.documentElement.dataset['theme'] = theme;

start(demoHost((params.get('scene') ?? 'busy') as Scene));
