// Whether somebody is there: by keys, the mouse and touches, and by the clock on the wall, which goes on while the
// computer sleeps and timers rest.

const SIGNS = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** The parts of the window that are heard. */
export type Ground = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/** Since when nobody was there. */
export class Idle {
  #last = Date.now();

  constructor(
    readonly ground: Ground,
    readonly page: Pick<Document, 'addEventListener' | 'removeEventListener'>,
  ) {}

  /**
   * Calls `left` once nobody was there for so long, until the returned function is called. Whoever comes after
   * that is too late: they are no sign that somebody was there before.
   */
  watch(minutes: number, left: () => void): () => void {
    const limit = minutes * 60_000;
    let timer: ReturnType<typeof setTimeout>;
    const look = () => {
      clearTimeout(timer);
      const rest = this.#last + limit - Date.now();
      if (rest <= 0) left();
      else timer = setTimeout(look, rest);
    };
    const sign = () => {
      if (Date.now() - this.#last >= limit) left();
      else this.#last = Date.now();
    };
    const options = { capture: true, passive: true };
    for (const kind of SIGNS) this.ground.addEventListener(kind, sign, options);
    this.page.addEventListener('visibilitychange', look);
    look();
    return () => {
      clearTimeout(timer);
      for (const kind of SIGNS) this.ground.removeEventListener(kind, sign, options);
      this.page.removeEventListener('visibilitychange', look);
    };
  }

  /** Somebody is there. */
  returned(): void {
    this.#last = Date.now();
  }
}
