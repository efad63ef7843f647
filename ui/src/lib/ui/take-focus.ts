// Where the keyboard goes on when the button that opened something is gone with its opening.

/** Gives a form's first field the focus, where nothing else has it any more. */
export function takeFocus(form: HTMLElement): void {
  // What the press removed is gone by the next frame; who is elsewhere by then stays there.
  requestAnimationFrame(() => {
    if (document.activeElement !== document.body) return;
    form.querySelector<HTMLElement>('input:not([disabled]), select, textarea')?.focus();
  });
}
