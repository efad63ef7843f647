// Waits for a condition, with a deadline, and says what was waited for when it passes.

/** Asks again and again until the answer is truthy, and gives it back. */
export async function until(what, ask, { deadline = 20_000, pause = 50 } = {}) {
  const end = Date.now() + deadline;
  let last;
  while (Date.now() < end) {
    try {
      const answer = await ask();
      if (answer) return answer;
      last = undefined;
    } catch (error) {
      last = error;
    }
    await new Promise((resolve) => setTimeout(resolve, pause));
  }
  const reason = last ? `; the last try failed: ${last.message}` : '';
  throw new Error(`waited ${deadline} ms in vain until ${what}${reason}`);
}
