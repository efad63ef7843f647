// The whole screen, kept awake: by the program around the page, or as browsers do it.
import type { Host } from '../../../lib/host';

export class WholeScreen {
  /** Whether the page fills the screen. */
  isFull = $state(false);
  /** Whether the screen is kept from going dark. */
  isAwake = $state(false);
  readonly #host: Host;
  readonly #onleave: () => void;
  #lock: WakeLockSentinel | null = null;
  #isOpen = false;

  constructor(host: Host, onleave: () => void) {
    this.#host = host;
    this.#onleave = onleave;
  }

  /** Fills the screen until the returned function is called. */
  open(): () => void {
    this.#isOpen = true;
    const change = () => this.#changed();
    const seen = () => void this.#stayAwake();
    document.addEventListener('fullscreenchange', change);
    document.addEventListener('visibilitychange', seen);
    void this.fill();
    return () => {
      this.#isOpen = false;
      document.removeEventListener('fullscreenchange', change);
      document.removeEventListener('visibilitychange', seen);
      void this.#release();
    };
  }

  /** Fills the screen; a browser may want a press of the person's for that. */
  async fill(): Promise<void> {
    if (this.#host.fillScreen) {
      const filled = await this.#host.fillScreen(true).catch(() => null);
      this.isFull = filled !== null;
      this.isAwake = filled?.isAwake ?? false;
      // It may have been left meanwhile.
      if (!this.#isOpen) await this.#release();
    } else {
      await document.documentElement.requestFullscreen().catch(() => undefined);
    }
    await this.#stayAwake();
  }

  /** A browser leaves its full screen by Escape and tells nobody of the key. */
  #changed(): void {
    const wasFull = this.isFull;
    this.isFull = document.fullscreenElement !== null;
    if (wasFull && !this.isFull && this.#isOpen) this.#onleave();
  }

  /** A page that is hidden loses its lock, and asks anew when it is seen again. */
  async #stayAwake(): Promise<void> {
    if (this.isAwake || document.hidden || !this.#isOpen) return;
    const lock = await navigator.wakeLock?.request('screen').catch(() => null);
    if (!lock) return;
    this.#lock = lock;
    this.isAwake = true;
    lock.addEventListener('release', () => (this.isAwake = false));
    if (!this.#isOpen) await this.#release();
  }

  async #release(): Promise<void> {
    await this.#lock?.release().catch(() => undefined);
    this.#lock = null;
    await this.#host.fillScreen?.(false).catch(() => undefined);
    if (document.fullscreenElement) await document.exitFullscreen().catch(() => undefined);
  }
}
