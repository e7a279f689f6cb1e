/** local/aws/event-queue.ts — Lambda's queue of events: kept on disk until their function has taken them. */
import path from 'node:path';
import { openDatabase } from '../sqlite.ts';

export type QueuedEvent = { readonly id: number; readonly function: string; readonly payload: string };

export type EventQueue = {
  /** The event is on the disk when it returns. */
  add(functionName: string, payload: string): QueuedEvent;
  remove(id: number): void;
  all(): readonly QueuedEvent[];
  close(): void;
};

/** @throws Damaged */
export function openEventQueue(folder: string): EventQueue {
  const schema =
    'CREATE TABLE IF NOT EXISTS events (id INTEGER PRIMARY KEY, function TEXT NOT NULL, payload TEXT NOT NULL)';
  const db = openDatabase(path.join(folder, 'events.sqlite'), schema);
  const insert = db.prepare('INSERT INTO events (function, payload) VALUES (?, ?)');
  const remove = db.prepare('DELETE FROM events WHERE id = ?');
  const all = db.prepare('SELECT * FROM events ORDER BY id');
  return {
    add(functionName, payload) {
      const { lastInsertRowid } = insert.run(functionName, payload);
      return { id: Number(lastInsertRowid), function: functionName, payload };
    },
    remove: (id) => void remove.run(id),
    all: () => all.all() as QueuedEvent[],
    close: () => db.close(),
  };
}
