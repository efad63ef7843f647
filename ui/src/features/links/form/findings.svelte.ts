// What is wrong with the form, by parameter: told at a field once the person has been there.
import { untrack } from 'svelte';
import { SvelteMap, SvelteSet } from 'svelte/reactivity';

import type { TermsProblem } from '../../../lib/ipc/generated';

export class Findings {
  /** What hinders. */
  readonly #problems = new SvelteMap<string, string>();
  /** What should be known. */
  readonly #warnings = new SvelteMap<string, string>();
  /** What was refused when it was sent, until the field changes. */
  readonly #refused = new SvelteMap<string, string>();
  /** Fields that were left once, or sent. */
  readonly #touched = new SvelteSet<string>();
  /** Fields that are on the page, by parameter, and how often. */
  readonly #claimed = new SvelteMap<string, number>();

  /** The sentence under a field, or null. */
  problem(param: string): string | null {
    const refused = this.#refused.get(param);
    if (refused !== undefined) return refused;
    return this.#touched.has(param) ? (this.#problems.get(param) ?? null) : null;
  }

  /** What does not hinder at a field, or null. */
  warning(param: string): string | null {
    return this.#touched.has(param) ? (this.#warnings.get(param) ?? null) : null;
  }

  /** The parameters of everything that is shown as wrong. */
  readonly shown = $derived.by(() => [
    ...this.#refused.keys(),
    ...[...this.#problems.keys()].filter((param) => this.#touched.has(param)),
  ]);

  /** Sentences about parts that have no field of their own, by parameter. */
  readonly loose = $derived.by(() => {
    const params = [...new Set(this.shown)].filter((param) => !this.#claimed.has(param));
    return params.map((param) => ({ param, message: this.problem(param) ?? '' }));
  });

  /** Whether nothing hinders. */
  get isClean(): boolean {
    return this.#problems.size === 0;
  }

  /** The field was left: from now on it is told what is wrong with it. */
  touch(param: string): void {
    this.#touched.add(param);
  }

  /** Everything that is wrong now is told. */
  touchAll(): void {
    for (const param of this.#problems.keys()) this.#touched.add(param);
  }

  /** Takes the newest answer of the rules, changing only what differs. */
  take(problems: readonly TermsProblem[], warnings: readonly TermsProblem[]): void {
    replace(this.#problems, problems);
    replace(this.#warnings, warnings);
  }

  refuse(param: string, message: string): void {
    this.#refused.set(param, message);
  }

  /** The field changed: what was said of its former content is past. */
  changed(param: string): void {
    this.#refused.delete(param);
  }

  /** A field is on the page, until the returned function is called. */
  claim(param: string): () => void {
    // The field only says that it is there; it does not depend on who else is.
    untrack(() => this.#claimed.set(param, (this.#claimed.get(param) ?? 0) + 1));
    return () => {
      const left = untrack(() => this.#claimed.get(param) ?? 1) - 1;
      if (left > 0) this.#claimed.set(param, left);
      else this.#claimed.delete(param);
    };
  }

  /** A row of a list is gone: what was known of those behind it moves up. */
  removeRow(list: string, index: number): void {
    const moved = (param: string) => movedUp(param, list, index);
    for (const known of [this.#problems, this.#warnings, this.#refused]) {
      const kept = [...known].flatMap(([param, message]) => {
        const to = moved(param);
        return to === null ? [] : [{ param: to, message }];
      });
      replace(known, kept);
    }
    const touched = [...this.#touched].flatMap((param) => moved(param) ?? []);
    this.#touched.clear();
    for (const param of touched) this.#touched.add(param);
  }

  /** Nothing is known, and nothing was touched. */
  clear(): void {
    this.#refused.clear();
    this.#touched.clear();
    this.take([], []);
  }
}

function replace(known: SvelteMap<string, string>, problems: readonly TermsProblem[]): void {
  const next = new Map<string, string>();
  // The first that is said of a field is the one to mend first.
  for (const { param, message } of problems) if (!next.has(param)) next.set(param, message);
  for (const param of [...known.keys()]) if (!next.has(param)) known.delete(param);
  for (const [param, message] of next) if (known.get(param) !== message) known.set(param, message);
}

function movedUp(param: string, list: string, index: number): string | null {
  if (!param.startsWith(`${list}[`)) return param;
  const rest = param.slice(list.length + 1);
  const at = Number.parseInt(rest, 10);
  if (at === index) return null;
  return at > index ? `${list}[${at - 1}${rest.slice(String(at).length)}` : param;
}
