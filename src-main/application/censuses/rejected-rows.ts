import { PlanAlignError } from '../../../src-shared/errors.ts';

/** Files whose rejected rows are kept. */
const MOST_FILES = 3;

/** The rows that the last reading of each file did not accept, until they are asked for. */
export class RejectedRows {
  readonly #byFile = new Map<string, string>();

  keep(fileId: string, rows: string | null): void {
    this.#byFile.delete(fileId);
    if (rows === null) return;
    this.#byFile.set(fileId, rows);
    const [oldest] = this.#byFile.keys();
    if (this.#byFile.size > MOST_FILES && oldest !== undefined) this.#byFile.delete(oldest);
  }

  /** @throws PlanAlignError REJECTS_NONE */
  of(fileId: string): string {
    const rows = this.#byFile.get(fileId);
    if (rows === undefined) throw new PlanAlignError('REJECTS_NONE', '');
    return rows;
  }
}
