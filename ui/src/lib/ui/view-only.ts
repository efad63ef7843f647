// Whether what stands here is for looking only: said once around it, heard by every control that changes something.
import { getContext, setContext } from 'svelte';

const KEY = Symbol('view-only');

/** Says how to find out. */
export function setViewOnly(isViewOnly: () => boolean): void {
  setContext(KEY, isViewOnly);
}

/** How to find out; where nothing was said, everything can be changed. */
export function viewOnlyHere(): () => boolean {
  return getContext<(() => boolean) | undefined>(KEY) ?? (() => false);
}
