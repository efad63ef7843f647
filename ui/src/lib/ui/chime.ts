// Two soft notes, made here: no file is loaded.

const NOTES_HZ = [659.26, 987.77];
const NOTE_S = 0.18;
const LOUDNESS = 0.12;
/** How late a payment may still be heard. */
const LATE_MS = 1_000;

export class Chime {
  #context: AudioContext | null = null;

  /** Gets ready; browsers want a press of the person's for that. */
  async prepare(): Promise<void> {
    this.#context ??= new AudioContext();
    await this.#context.resume();
  }

  /** Sounds once; nothing where the browser does not let it. */
  ring(): void {
    const context = this.#context;
    if (context?.state !== 'running') return;
    NOTES_HZ.forEach((frequency, index) => {
      const from = context.currentTime + index * NOTE_S;
      const note = new OscillatorNode(context, { frequency });
      const gain = new GainNode(context, { gain: 0 });
      gain.gain.setValueAtTime(0, from);
      gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.02);
      gain.gain.exponentialRampToValueAtTime(0.001, from + 3 * NOTE_S);
      note.connect(gain).connect(context.destination);
      note.start(from);
      note.stop(from + 3 * NOTE_S);
    });
  }

  /** Sounds as soon as the browser lets it; what would come late is not heard. */
  async ringSoon(): Promise<void> {
    const asked = Date.now();
    await this.prepare().catch(() => undefined);
    if (Date.now() - asked < LATE_MS) this.ring();
  }

  close(): void {
    void this.#context?.close();
    this.#context = null;
  }
}
