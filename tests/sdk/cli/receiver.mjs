// A place to forward events to. It checks signatures by Stripe's rule, written here once more.

import { createHmac, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import { once } from 'node:events';

import { eventually } from './practice.mjs';

export class Receiver {
  /** What came, oldest first: the body as text, the header, and the event. */
  got = [];
  /** The statuses of the next answers; after them it is 200. */
  answers = [];

  static async open() {
    const receiver = new Receiver();
    receiver.server = createServer((request, response) => receiver.#take(request, response));
    receiver.server.listen(0, '127.0.0.1');
    await once(receiver.server, 'listening');
    receiver.url = `http://127.0.0.1:${receiver.server.address().port}/webhook`;
    return receiver;
  }

  async #take(request, response) {
    const parts = [];
    for await (const part of request) parts.push(part);
    const body = Buffer.concat(parts).toString();
    const header = request.headers['stripe-signature'];
    this.got.push({ body, header, event: JSON.parse(body) });
    response.writeHead(this.answers.shift() ?? 200).end('taken');
  }

  /** The first delivery of an event or of a type, once it is there. */
  async first(wanted) {
    return eventually(`${wanted} arrives`, () =>
      this.got.find(({ event }) => event.id === wanted || event.type === wanted),
    );
  }

  async close() {
    this.server.closeAllConnections();
    this.server.close();
    await once(this.server, 'close');
  }
}

/** Whether a delivery is signed with a secret. */
export function isSigned({ body, header }, secret) {
  const items = header.split(',').map((item) => item.split('='));
  const time = items.find(([scheme]) => scheme === 't')[1];
  const expected = createHmac('sha256', secret).update(`${time}.${body}`).digest();
  return items
    .filter(([scheme]) => scheme === 'v1')
    .some(([, hex]) => timingSafeEqual(Buffer.from(hex, 'hex'), expected));
}
