// Looks for payments and links while somebody types. Only the newest question is answered.
import { toIpcError, type Call } from '../../lib/ipc/client';
import type { IpcError, LinkRow, PaymentRow } from '../../lib/ipc/generated';

/** How long typing rests before it is looked for. */
const PAUSE_MS = 120;
/** How many of each are shown; a longer list has pages of its own. */
const MOST = 5;

export class Finder {
  payments = $state.raw<readonly PaymentRow[]>([]);
  links = $state.raw<readonly LinkRow[]>([]);
  /** Why the last question was not answered. */
  error = $state.raw<IpcError | null>(null);
  /** Whether what was found answers an older question, or none yet. */
  isLooking = $state(false);

  readonly #call: Call;
  readonly #onanswer: () => void;
  #timer: ReturnType<typeof setTimeout> | undefined;
  #question = 0;

  constructor(call: Call, onanswer: () => void) {
    this.#call = call;
    this.#onanswer = onanswer;
  }

  /** Looks for words once typing rests. */
  ask(text: string): void {
    this.stop();
    const search = text.trim();
    if (search === '') return this.#show([], []);
    this.isLooking = true;
    this.#timer = setTimeout(() => void this.#look(search), PAUSE_MS);
  }

  /** Gives up what was asked. */
  stop(): void {
    clearTimeout(this.#timer);
    this.#question += 1;
    this.isLooking = false;
  }

  async #look(search: string): Promise<void> {
    const question = this.#question;
    const query = { search, limit: MOST };
    try {
      const [payments, links] = await Promise.all([
        this.#call('list_payments', query),
        this.#call('list_links', query),
      ]);
      if (question === this.#question) this.#show(payments.rows, links.rows);
    } catch (thrown) {
      if (question === this.#question) this.#show([], [], toIpcError(thrown));
    }
    if (question !== this.#question) return;
    this.isLooking = false;
    this.#onanswer();
  }

  #show(
    payments: readonly PaymentRow[],
    links: readonly LinkRow[],
    error: IpcError | null = null,
  ): void {
    this.payments = payments;
    this.links = links;
    this.error = error;
  }
}
