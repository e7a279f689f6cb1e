/** local/aws/executions.ts — executions on disk: written down before anything of them happens. */
import path from 'node:path';
import { openDatabase } from '../sqlite.ts';

export const EXECUTION_STATUSES = ['RUNNING', 'SUCCEEDED', 'FAILED', 'TIMED_OUT', 'ABORTED'] as const;
export type ExecutionStatus = (typeof EXECUTION_STATUSES)[number];

export type Execution = {
  readonly machine: string;
  readonly name: string;
  readonly input: string;
  readonly status: ExecutionStatus;
  /** Milliseconds since the epoch. */
  readonly started_at: number;
  readonly stopped_at: number | null;
  readonly error: string | null;
};

export type Executions = {
  find(machine: string, name: string): Execution | undefined;
  /** Newest first. */
  list(machine: string, status?: ExecutionStatus): readonly Execution[];
  running(): readonly Execution[];
  insert(machine: string, name: string, input: string, startedAt: number): Execution;
  /** Ends a running execution. @returns whether it was running */
  end(machine: string, name: string, status: ExecutionStatus, at: number, error: string | null): boolean;
  close(): void;
};

const SCHEMA = `CREATE TABLE IF NOT EXISTS executions (
  machine TEXT NOT NULL, name TEXT NOT NULL, input TEXT NOT NULL, status TEXT NOT NULL,
  started_at INTEGER NOT NULL, stopped_at INTEGER, error TEXT, PRIMARY KEY (machine, name))`;

/** Opens the file; a write is on the disk when it returns. @throws Damaged */
export function openExecutions(folder: string): Executions {
  const db = openDatabase(path.join(folder, 'executions.sqlite'), SCHEMA);
  const find = db.prepare('SELECT * FROM executions WHERE machine = ? AND name = ?');
  const list = db.prepare('SELECT * FROM executions WHERE machine = ? ORDER BY started_at DESC, name DESC');
  const running = db.prepare("SELECT * FROM executions WHERE status = 'RUNNING' ORDER BY started_at");
  const insert = db.prepare(
    "INSERT INTO executions (machine, name, input, status, started_at) VALUES (?, ?, ?, 'RUNNING', ?)",
  );
  const end = db.prepare(
    "UPDATE executions SET status = ?, stopped_at = ?, error = ? WHERE machine = ? AND name = ? AND status = 'RUNNING'",
  );
  const one = (machine: string, name: string) => find.get(machine, name) as Execution | undefined;
  return {
    find: one,
    list: (machine, status) =>
      (list.all(machine) as Execution[]).filter((execution) => !status || execution.status === status),
    running: () => running.all() as Execution[],
    insert(machine, name, input, startedAt) {
      insert.run(machine, name, input, startedAt);
      return one(machine, name) as Execution;
    },
    end: (machine, name, status, at, error) => end.run(status, at, error, machine, name).changes === 1,
    close: () => db.close(),
  };
}
