// The plans of the invented shop's links.
import type { LinkPlan, LinkPlanQuery, PlanLink, PlanSide } from '../src/lib/ipc/generated';

const HOUR = 3600;

export class DemoPlans {
  readonly #plans = new Map<string, LinkPlan>();
  readonly #now = Math.floor(Date.now() / 1000);

  constructor(scene: string) {
    if (scene !== 'overdue') return;
    this.#plans.set('*', {
      id: '*',
      opensAt: null,
      closesAt: this.#now - HOUR,
      zone: 'Europe/Vienna',
      isOverdue: true,
      trouble: 'Stripe cannot be reached: there is no network.',
    });
  }

  show_link_plan({ id }: LinkPlanQuery): LinkPlan {
    return this.#plans.get(id) ?? { ...(this.#plans.get('*') ?? NOTHING), id };
  }

  plan_link({ id, open, close, zone }: PlanLink): LinkPlan {
    const before = this.show_link_plan({ id });
    const opensAt = this.#at(open, before.opensAt);
    const closesAt = this.#at(close, before.closesAt);
    const isPlanned = (opensAt ?? closesAt) !== null;
    const plan = { ...NOTHING, id, opensAt, closesAt, zone: isPlanned ? zone : null };
    this.#plans.set(id, plan);
    return plan;
  }

  /** By the clock of this computer: the zone does not matter to a picture. */
  #at(side: PlanSide, before: number | null): number | null {
    if (side.kind === 'as_before') return before;
    if (side.kind === 'never') return null;
    const at = Math.floor(new Date(side.time).getTime() / 1000);
    if (at > this.#now) return at;
    throw {
      code: 'invalid_input',
      message: 'The time to open has passed; choose a later one, or open the link now.',
      retryable: false,
      details: { field: 'open' },
    };
  }
}

const NOTHING = {
  opensAt: null,
  closesAt: null,
  zone: null,
  isOverdue: false,
  trouble: null,
} satisfies Omit<LinkPlan, 'id'>;
