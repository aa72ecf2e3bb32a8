import { userInfo } from 'node:os';
import type { DuckDBConnection } from '@duckdb/node-api';

/** What is worth a line in the audit log. */
export type AuditAction = 'census.import' | 'run.start' | 'run.end' | 'run.delete';

/** Adds a line to the audit log, within the transaction of what it records. `detail` names no person of a census. */
export async function recordAction(
  connection: DuckDBConnection,
  now: Date,
  action: AuditAction,
  subject: string,
  detail: Readonly<Record<string, string | number>>,
): Promise<void> {
  await connection.run('INSERT INTO audit_log VALUES (CAST($1 AS TIMESTAMP), $2, $3, $4, $5)', [
    now.toISOString(),
    currentUser(),
    action,
    subject,
    JSON.stringify(detail),
  ]);
}

/** Name of the user of the operating system; `unknown` where it has none for this process. */
export function currentUser(): string {
  try {
    return userInfo().username;
  } catch {
    return 'unknown';
  }
}
