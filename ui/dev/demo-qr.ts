// DEVELOPMENT ONLY: something that looks like a QR code and says nothing.

const SIZE = 29;
const QUIET = 4;

export function demoQr(): string {
  let path = '';
  let seed = 7;
  for (let y = 0; y < SIZE; y += 1) {
    for (let x = 0; x < SIZE; x += 1) {
      seed = (seed * 48271) % 2147483647;
      if (finder(x, y) ?? seed % 2 === 0) path += `M${x + QUIET} ${y + QUIET}h1v1h-1z`;
    }
  }
  const side = SIZE + 2 * QUIET;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}" shape-rendering="crispEdges"><path fill="#fff" d="M0 0h${side}v${side}H0z"/><path fill="#111" d="${path}"/></svg>`;
}

function finder(x: number, y: number): boolean | null {
  const far = SIZE - 8;
  if (!((x < 8 && (y < 8 || y >= far)) || (x >= far && y < 8))) return null;
  const cx = x < 8 ? x : SIZE - 1 - x;
  const cy = y < 8 ? y : SIZE - 1 - y;
  const ring = Math.max(Math.abs(cx - 3), Math.abs(cy - 3));
  return ring !== 2 && ring < 4;
}
