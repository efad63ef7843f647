// Looking for planted secrets: in files, in logs, and in the arguments of all processes.

import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

/** How a text may be written down: as it is, and as programs write bytes. */
export function forms(text) {
  const bytes = Buffer.from(text);
  const found = {
    raw: bytes,
    hex: Buffer.from(bytes.toString('hex')),
    HEX: Buffer.from(bytes.toString('hex').toUpperCase()),
    utf16: Buffer.from(text, 'utf16le'),
    url: Buffer.from(encodeURIComponent(text)),
    form: Buffer.from(new URLSearchParams([['', text]]).toString().slice(1)),
    json: Buffer.from(JSON.stringify(text).slice(1, -1)),
    reversed: Buffer.from([...text].reverse().join('')),
  };
  // What stands before it moves base64 by up to two bytes; what lies in the middle stays.
  for (const before of [0, 1, 2]) {
    for (const alphabet of ['base64', 'base64url']) {
      const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString(alphabet);
      const middle = whole.slice(before === 0 ? 0 : 4, Math.floor((before + bytes.length) / 3) * 4);
      found[`${alphabet}+${before}`] = Buffer.from(middle);
    }
  }
  return found;
}

/** Looks for secrets, given by name. */
export class Search {
  #wanted;

  constructor(secrets) {
    this.#wanted = Object.entries(secrets).flatMap(([name, text]) =>
      Object.entries(forms(text)).map(([form, bytes]) => ({ what: `${name} (${form})`, bytes })),
    );
  }

  /** What of them stands in these bytes. */
  in(bytes) {
    return this.#wanted.filter((it) => bytes.includes(it.bytes)).map((it) => it.what);
  }

  /** What of them stands in which file of a folder, its name included; and how many files there are. */
  below(folder) {
    const found = [];
    let count = 0;
    for (const entry of readdirSync(folder, { withFileTypes: true, recursive: true })) {
      const path = join(entry.parentPath ?? entry.path, entry.name);
      found.push(...this.in(Buffer.from(path)).map((what) => `${what} in the name ${path}`));
      if (!entry.isFile()) continue;
      count += 1;
      found.push(...this.in(readFileSync(path)).map((what) => `${what} in ${path}`));
    }
    return { found, count };
  }
}

/** What anybody on this computer sees of its processes, looked at again and again. */
export class Onlooker {
  /** Each command line that was seen. */
  lines = new Set();
  #timer = setInterval(() => this.look(), 20);

  look() {
    for (const pid of readdirSync('/proc').filter((name) => /^\d+$/.test(name))) {
      try {
        this.lines.add(readFileSync(`/proc/${pid}/cmdline`, 'latin1'));
      } catch {
        // It has ended meanwhile.
      }
    }
  }

  /** What they are, in one piece. */
  stop() {
    this.look();
    clearInterval(this.#timer);
    return Buffer.from([...this.lines].join('\n'), 'latin1');
  }
}

/** The environment of a process, which its own user alone sees. */
export function environment(pid) {
  return readFileSync(`/proc/${pid}/environ`);
}
