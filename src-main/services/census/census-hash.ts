import { createHash, type Hash } from 'node:crypto';
import type { CensusColumns, TextColumn } from '../../../src-shared/columns.ts';

/** Names the layout that is hashed: change it whenever a column is added or means something else. */
const LAYOUT = 'planalign-census-1';

const isTextColumn = (value: object): value is TextColumn => 'values' in value && 'codes' in value;

/** Adds a text with its length, so that no two lists of texts look alike. */
function addTexts(hash: Hash, texts: readonly string[]): void {
  const bytes = Buffer.from(texts.join('\n'), 'utf8');
  hash.update(`${texts.length}:${bytes.length}\n`);
  hash.update(bytes);
}

function addValue(hash: Hash, name: string, value: unknown): void {
  hash.update(`\n${name}\n`);
  if (typeof value === 'number') hash.update(String(value));
  else if (ArrayBuffer.isView(value))
    hash.update(new Uint8Array(value.buffer, value.byteOffset, value.byteLength));
  else if (Array.isArray(value)) addTexts(hash, value.map(String));
  else if (typeof value === 'object' && value !== null) addObject(hash, name, value);
}

function addObject(hash: Hash, name: string, value: object): void {
  if (isTextColumn(value)) {
    addValue(hash, `${name}.values`, value.values);
    addValue(hash, `${name}.codes`, value.codes);
    return;
  }
  const entries = Object.entries<unknown>(value as Record<string, unknown>);
  for (const [key, inner] of entries.sort(([a], [b]) => (a < b ? -1 : 1)))
    addValue(hash, `${name}.${key}`, inner);
}

/**
 * SHA-256 (hex) of the accepted rows. It depends on what they say and on nothing else: not on the file's format, nor
 * the order of its rows or columns (W-25). Texts hold no line breaks (W-26).
 */
export function hashCensus(columns: CensusColumns): string {
  const hash = createHash('sha256').update(LAYOUT);
  addObject(hash, 'census', columns);
  return hash.digest('hex');
}
