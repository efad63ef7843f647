// The receiver that one would build from popular parts: express, Stripe's own package, better-sqlite3.
// The same promise as ours: answered once the event and its payment are durably committed.
import Database from 'better-sqlite3';
import express from 'express';
import Stripe from 'stripe';

const [folder, secret] = process.argv.slice(2);
const database = new Database(`${folder}/peer.sqlite`);
database.pragma('journal_mode = WAL');
database.pragma('synchronous = FULL');
database.exec(`
  CREATE TABLE event (id TEXT PRIMARY KEY, type TEXT, created INTEGER, body BLOB);
  CREATE TABLE payment (id TEXT PRIMARY KEY, status TEXT, amount INTEGER, currency TEXT, created INTEGER);
`);
const insert = database.prepare('INSERT OR IGNORE INTO event VALUES (?, ?, ?, ?)');
const upsert = database.prepare(`
  INSERT INTO payment VALUES (?, ?, ?, ?, ?)
  ON CONFLICT (id) DO UPDATE SET status = excluded.status, amount = excluded.amount`);
const record = database.transaction((event, body) => {
  insert.run(event.id, event.type, event.created, body);
  const { id, status, amount, currency, created } = event.data.object;
  upsert.run(id, status, amount, currency, created);
});

const stripe = new Stripe('sk_test_benchmark');
const app = express();
app.post('/webhook', express.raw({ type: 'application/json', limit: '1mb' }), (request, response) => {
  let event;
  try {
    event = stripe.webhooks.constructEvent(request.body, request.headers['stripe-signature'], secret);
  } catch (error) {
    response.status(400).send(`Webhook Error: ${error.message}`);
    return;
  }
  record(event, request.body);
  response.json({ received: true });
});
const server = app.listen(0, '127.0.0.1', 1024, () => {
  const { address, port } = server.address();
  console.log(`${address}:${port}`);
});
process.stdin.on('end', () => process.exit(0)).resume();
