// What waits for the merchant, in words, and where each leads.
import Landmark from '@lucide/svelte/icons/landmark';
import Link from '@lucide/svelte/icons/link';
import Package from '@lucide/svelte/icons/package';
import ShieldAlert from '@lucide/svelte/icons/shield-alert';
import Unplug from '@lucide/svelte/icons/unplug';

import type {
  AppState,
  Home,
  HomeDispute,
  HomeLink,
  HomePayout,
  HomeSuspicion,
} from '../../lib/ipc/generated';
import type { Route } from '../../lib/state/router.svelte';
import type { Session } from '../../lib/state/session.svelte';
import { t } from '../../lib/text/text';
import type { Icon } from '../../lib/ui/icon';
import { wordsOf } from '../connection/session-words';
import { lineWords } from '../connection/words';
import { disputeReason } from '../payments/dispute-words';
import type { PaymentsList } from '../payments/list.svelte';

export interface Waiting {
  key: string;
  icon: Icon;
  tone: 'bad' | 'waiting' | 'quiet';
  text: string;
  note: string | null;
  /** Where it leads; null where nothing can be done here. */
  way: { label: string; go: () => void } | null;
}

/** What waits for the merchant, the most pressing first. */
export function waitingFor(home: Home, session: Session, payments: PaymentsList): Waiting[] {
  const app = session.app.value;
  return [
    ...(app ? connection(app, session) : []),
    ...home.disputes.map((it) => dispute(it, session)),
    ...home.suspicions.map((it) => suspicion(it, session)),
    ...home.failedPayouts.map((it) => payout(it, session)),
    ...(home.toFulfil > 0 ? [orders(home.toFulfil, session, payments)] : []),
    ...home.soldOut.map((it) => soldOut(it, session)),
  ];
}

const to = (session: Session, label: string, route: Route) => ({
  label,
  go: () => session.router.go(route),
});

const toPayment = (session: Session, id: string | null) =>
  id === null ? null : to(session, t('home-show-payment'), { screen: 'payments', id });

function connection(app: AppState, session: Session): Waiting[] {
  const trouble = { key: 'connection', icon: Unplug, tone: 'bad' } as const;
  if (app.receiver.status === 'stopped') {
    const way = to(session, t('home-show-health'), { screen: 'health' });
    return [{ ...trouble, text: t('home-not-receiving'), note: app.receiver.reason, way }];
  }
  const line = app.line && lineWords(app.line, wordsOf(session));
  if (line?.tone !== 'bad') return [];
  const way = to(session, t('home-show-connection'), { screen: 'connection' });
  return [{ ...trouble, text: t('home-way-shut'), note: line.text, way }];
}

function dispute({ id, payment, amount, currency, reason, dueBy }: HomeDispute, session: Session) {
  const due = dueBy === null ? null : session.dates.planned(dueBy, session.clock.now, null);
  return {
    key: id,
    icon: ShieldAlert,
    tone: 'bad',
    text: t('home-dispute', {
      amount: session.money(amount, currency),
      reason: disputeReason(reason),
    }),
    note: due && t('home-dispute-due', { due }),
    way: toPayment(session, payment),
  } as const;
}

function suspicion({ suspicion, payment, amount, currency }: HomeSuspicion, session: Session) {
  const { id, kind } = suspicion;
  const name = kind === 'fraud_warning' ? 'home-fraud-warning' : 'home-review';
  return {
    key: id,
    icon: ShieldAlert,
    tone: 'waiting',
    text:
      payment === null
        ? t(`${name}-unknown`)
        : t(name, { amount: session.money(amount, currency) }),
    note: t(`${name}-note`),
    way: toPayment(session, payment),
  } as const;
}

function payout({ id, amount, currency, created }: HomePayout, session: Session) {
  return {
    key: id,
    icon: Landmark,
    tone: 'bad',
    text: t('home-payout-failed', { amount: session.money(amount, currency) }),
    note: t('home-payout-failed-note', { day: session.dates.date(created, session.clock.now) }),
    way: null,
  } as const;
}

function orders(count: number, session: Session, payments: PaymentsList): Waiting {
  return {
    key: 'orders',
    icon: Package,
    tone: 'quiet',
    text: t('home-orders', { count }),
    note: null,
    way: {
      label: t('home-show-orders', { count }),
      go: () => {
        payments.showOrders('pending');
        session.router.go({ screen: 'payments' });
      },
    },
  };
}

function soldOut({ id, name, limit }: HomeLink, session: Session) {
  return {
    key: id,
    icon: Link,
    tone: 'quiet',
    text: t('home-sold-out', { name: name ?? t('home-unnamed-link') }),
    note: limit === null ? null : t('home-sold-out-note', { limit }),
    way: to(session, t('home-show-link'), { screen: 'links', id }),
  } as const;
}
