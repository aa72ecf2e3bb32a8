import { createHash } from 'node:crypto';

/**
 * The fingerprint of a run: a chain of SHA-256 links. Link 0 covers the persons, dictionaries and opening state, each
 * year adds a link over the link before, and the last link is the fingerprint. No run id and no clock enters it, so
 * equal inputs give equal fingerprints on every platform and however many threads took part.
 */

/** Digests of the columns of one table for one link. */
export interface RelationDigest {
  readonly table: string;
  readonly rows: number;
  /** Column and SHA-256 of its canonical bytes (64 hex digits), in the order of the table's layout. */
  readonly columns: readonly { readonly name: string; readonly digest: string }[];
}

/** One link of the chain. */
export interface LedgerLink {
  /** 0 for the opening, then 1, 2, … for the years. */
  readonly position: number;
  /** null for the opening. */
  readonly year: number | null;
  readonly relations: readonly RelationDigest[];
  readonly previous: string;
  readonly link: string;
}

/** What link 0 follows on. */
export const NO_LINK = '0'.repeat(64);

/** Appends a link. The text that is hashed holds one line for the place in the chain, each table and each column. */
export function appendLink(
  previous: { readonly position: number; readonly link: string } | null,
  year: number | null,
  relations: readonly RelationDigest[],
): LedgerLink {
  const position = previous === null ? 0 : previous.position + 1;
  const before = previous === null ? NO_LINK : previous.link;
  const hash = createHash('sha256');
  hash.update(`${before}\n${position}\n${year === null ? 'opening' : String(year)}\n`);
  for (const { table, rows, columns } of relations) {
    hash.update(`${table} ${rows}\n`);
    for (const { name, digest } of columns) hash.update(`${name} ${digest}\n`);
  }
  return { position, year, relations, previous: before, link: hash.digest('hex') };
}

/** SHA-256 of the canonical bytes of one column. */
export function digestOf(canonical: Uint8Array): string {
  return createHash('sha256').update(canonical).digest('hex');
}
