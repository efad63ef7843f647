// What of an account was left behind when it was removed. Its page goes with it, so this outlives that.

interface Left {
  /** What the account was called. */
  name: string;
  /** What is left, each a sentence. */
  sentences: string[];
}

class LeftBehind {
  value = $state.raw<Left | null>(null);
}

export const leftBehind = new LeftBehind();
