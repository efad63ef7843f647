// The icon of an entry: the one that its page has in the rail, where it has one.
import ArrowRight from '@lucide/svelte/icons/arrow-right';
import Clapperboard from '@lucide/svelte/icons/clapperboard';
import DoorClosed from '@lucide/svelte/icons/door-closed';
import HeartPulse from '@lucide/svelte/icons/heart-pulse';
import House from '@lucide/svelte/icons/house';
import Inbox from '@lucide/svelte/icons/inbox';
import Keyboard from '@lucide/svelte/icons/keyboard';
import Landmark from '@lucide/svelte/icons/landmark';
import Link from '@lucide/svelte/icons/link';
import PackageCheck from '@lucide/svelte/icons/package-check';
import Lock from '@lucide/svelte/icons/lock';
import Moon from '@lucide/svelte/icons/moon';
import Plug from '@lucide/svelte/icons/plug';
import Plus from '@lucide/svelte/icons/plus';
import ReceiptText from '@lucide/svelte/icons/receipt-text';
import Rows3 from '@lucide/svelte/icons/rows-3';
import Rows4 from '@lucide/svelte/icons/rows-4';
import Search from '@lucide/svelte/icons/search';
import Settings from '@lucide/svelte/icons/settings';
import Sun from '@lucide/svelte/icons/sun';
import SunMoon from '@lucide/svelte/icons/sun-moon';
import Table from '@lucide/svelte/icons/table-2';
import ZoomIn from '@lucide/svelte/icons/zoom-in';
import ZoomOut from '@lucide/svelte/icons/zoom-out';

import type { Screen } from '../../lib/state/router.svelte';
import type { Icon } from '../../lib/ui/icon';
import type { Entry } from './entries';

const ICONS: Partial<Record<Screen, Icon>> = {
  home: House,
  payments: ReceiptText,
  links: Link,
  orders: PackageCheck,
  buyer: ReceiptText,
  payouts: Landmark,
  events: Inbox,
  deliveries: DoorClosed,
  'new-link': Plus,
  'link-table': Table,
  connect: Plus,
  connection: Plug,
  health: HeartPulse,
  rehearsal: Clapperboard,
  settings: Settings,
};

const LOOK_ICONS: Record<string, Icon> = {
  'look-theme-light': Sun,
  'look-theme-dark': Moon,
  'look-theme-system': SunMoon,
  'look-rows-compact': Rows4,
  'look-rows-comfortable': Rows3,
  'look-zoom-in': ZoomIn,
  'look-zoom-out': ZoomOut,
};

export function iconOf(entry: Entry): Icon {
  if (entry.kind === 'look') return LOOK_ICONS[entry.id] ?? Search;
  if (entry.route === null) return entry.does === 'lock' ? Lock : Keyboard;
  return ICONS[entry.route.screen] ?? ArrowRight;
}
