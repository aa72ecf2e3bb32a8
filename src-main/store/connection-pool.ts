import type { DuckDBConnection } from '@duckdb/node-api';

/**
 * Connections for reading, so that a slow question of one reader keeps nobody else waiting: a connection answers one
 * statement at a time. They are opened as they are needed.
 */
export class ConnectionPool {
  readonly #open: () => Promise<DuckDBConnection>;
  readonly #most: number;
  readonly #all = new Set<DuckDBConnection>();
  readonly #idle: DuckDBConnection[] = [];
  readonly #waiting: ((connection: DuckDBConnection) => void)[] = [];
  #opening = 0;

  constructor(open: () => Promise<DuckDBConnection>, most: number) {
    this.#open = open;
    this.#most = most;
  }

  /** A connection for one statement, to be given back; whoever comes when all are busy waits in line. */
  async take(): Promise<DuckDBConnection> {
    const idle = this.#idle.pop();
    if (idle !== undefined) return idle;
    if (this.#all.size + this.#opening >= this.#most)
      return new Promise((resolve) => {
        this.#waiting.push(resolve);
      });
    this.#opening += 1;
    try {
      const connection = await this.#open();
      this.#all.add(connection);
      return connection;
    } finally {
      this.#opening -= 1;
    }
  }

  giveBack(connection: DuckDBConnection): void {
    const next = this.#waiting.shift();
    if (next !== undefined) next(connection);
    else this.#idle.push(connection);
  }

  /** Breaks off what is being read; whoever waits for it gets the failure of the database. */
  interrupt(): void {
    for (const connection of this.#all) connection.interrupt();
  }

  close(): void {
    for (const connection of this.#all) connection.closeSync();
    this.#all.clear();
    this.#idle.length = 0;
  }
}
