// Making everything larger where the page is in a browser, whose own zoom no page can set.

/** Shows everything at a size in percent. */
export function zoomByStyle(percent: number): void {
  document.documentElement.style.zoom = String(percent / 100);
}
