import { createRequire } from 'node:module';
import type * as nodeApi from '@duckdb/node-api';

/**
 * The database's client. It is a CommonJS package of sixty files: importing it makes Node search all of them for the
 * names they export, which doubles the time it takes to load (130 ms against 70 ms).
 */
const client = createRequire(import.meta.url)('@duckdb/node-api') as typeof nodeApi;

export const { DuckDBInstance } = client;
