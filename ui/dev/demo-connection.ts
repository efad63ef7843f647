// DEVELOPMENT ONLY: an invented connection, and the ways that could be gone.
import type { ConnectionPage, Incident, LateDelivery, Line, Ways } from '../src/lib/ipc/generated';

const URL = 'https://shop.example/webhook';

/** How a Stripe account of this scene is connected; null in the practice store. */
export function sketchLine(now: number, scene: string): Line | null {
  if (scene !== 'live' && scene !== 'test') return null;
  if (scene === 'live') {
    return {
      way: 'ssh',
      tunnel: { status: 'up', since: now - 6 * 86_400, url: URL },
      endpoint: { status: 'at_work', url: URL, since: now - 6 * 86_400, note: null },
      elsewhere: ['office'],
      proven: { status: 'through', at: now - 40, roundTripMs: 38 },
      warning: null,
    };
  }
  return {
    way: 'cloudflared_named',
    tunnel: {
      status: 'down',
      since: now - 130,
      why: 'cloudflared did not connect within 60 seconds, and was ended. Check the network.',
      nextTry: now + 25,
    },
    endpoint: { status: 'waiting' },
    elsewhere: [],
    proven: null,
    warning: null,
  };
}

export function sketchConnection(now: number, scene: string): ConnectionPage {
  const ill = scene === 'test';
  return {
    line: sketchLine(now, scene),
    key:
      scene === 'live' || ill
        ? {
            masked: ill ? 'rk_test_…7Qd2' : 'rk_live_…7Qd2',
            permissions: {
              works: ill ? 12 : 14,
              of: 14,
              missing: ill ? ['Products (write)', 'Prices (write)'] : [],
              checkedAt: now - 3_600,
            },
          }
        : null,
    clock: {
      aheadSeconds: ill ? -42 : 0,
      verdict: ill ? 'off' : 'fine',
    },
    door: { accepted: 1_204, refused: 3 },
    ledger: { events: 48_210, lastBackupAt: now - 40_000 },
    late: ill ? sketchLate(now) : [],
    incident: sketchIncident(now, scene),
    completeness: {
      completeThrough: now - (ill ? 3_600 : 4),
      since: now - 30 * 86_400,
      readAt: now - (ill ? 3_600 : 4),
      doing: ill
        ? {
            status: 'failing',
            isKey: false,
            why: 'api.stripe.com cannot be reached: check the network',
            nextTry: now + 16,
          }
        : { status: 'resting' },
      byWebhook: 1_187,
      byCatchUp: 17,
      missing: 0,
      unlisted: ill ? 2 : 0,
      absences: [
        { from: now - 33_000, to: now - 25_000, why: 'asleep', caughtUp: 4 },
        ...(ill ? ([{ from: now - 3_600, to: now, why: 'offline', caughtUp: 0 }] as const) : []),
      ],
      gaps: ill ? [{ from: now - 45 * 86_400, to: now - 30 * 86_400 }] : [],
    },
  };
}

/** What happened last in this scene. */
export function sketchIncident(now: number, scene: string): Incident | null {
  switch (scene) {
    case 'live':
      return {
        event: { kind: 'woke', awaySeconds: 8_000 },
        at: now - 120,
        stage: { kind: 'done', missed: 4 },
      };
    case 'test':
      return {
        event: { kind: 'network_back' },
        at: now - 20,
        stage: { kind: 'stuck', why: 'api.stripe.com cannot be reached: check the network' },
      };
    default:
      return null;
  }
}

function sketchLate(now: number): LateDelivery[] {
  const late = (
    ago: number,
    eventType: string,
    cause: LateDelivery['cause'],
    after: number | null,
  ): LateDelivery => ({
    event: `evt_1QLate${ago}`,
    eventType,
    created: now - ago,
    deliveredAt: after === null ? null : now - ago + after,
    learnedAt: now - ago + 500,
    cause,
  });
  return [
    late(30_000, 'payment_intent.succeeded', 'asleep', 5_400),
    late(31_000, 'checkout.session.completed', 'asleep', 4_400),
    late(90_000, 'charge.dispute.created', 'secret_refused', null),
    late(120_000, 'payout.paid', 'unknown', null),
  ];
}

export function sketchWays(scene: string): Ways {
  const business = 'business';
  return {
    offers: [
      {
        way: 'catch_up_only',
        sentence: 'Nothing reaches this computer: Countertop asks Stripe what is new.',
        purpose: business,
        program: null,
      },
      {
        way: 'cloudflared_named',
        sentence: 'cloudflared runs a tunnel of your Cloudflare account.',
        purpose: business,
        program: {
          name: 'cloudflared',
          isInstalled: true,
          version: 'cloudflared version 2026.10.0',
          howToGet: null,
        },
      },
      {
        way: 'ssh',
        sentence: 'ssh forwards a port of your own server.',
        purpose: business,
        program: { name: 'ssh', isInstalled: true, version: 'OpenSSH_9.2p1', howToGet: null },
      },
      {
        way: 'fixed_url',
        sentence: 'Your own proxy forwards a public URL to this computer.',
        purpose: business,
        program: null,
      },
      {
        way: 'stripe_cli',
        sentence: 'The Stripe CLI listens at Stripe and forwards each event.',
        purpose: 'development',
        program: {
          name: 'stripe',
          isInstalled: false,
          version: null,
          howToGet: 'Install the Stripe CLI as docs.stripe.com/stripe-cli says.',
        },
      },
    ].filter((offer) => scene === 'test' || offer.purpose === business) as Ways['offers'],
    chosen:
      scene === 'live'
        ? {
            way: 'ssh',
            destination: 'till@shop.example',
            port: null,
            identity: null,
            farPort: 8_420,
            url: URL,
          }
        : { way: 'cloudflared_named', url: URL, name: 'shop' },
  };
}
