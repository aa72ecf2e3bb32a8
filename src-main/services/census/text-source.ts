import { isUtf8 } from 'node:buffer';
import type { FileHandle } from 'node:fs/promises';
import { PlanAlignError } from '../../../src-shared/errors.ts';
import type { TextEncoding } from './mapping.ts';

/** Bytes read at a time. */
const CHUNK_BYTES = 4 * 1024 * 1024;

const MARKS: readonly { readonly encoding: TextEncoding; readonly mark: readonly number[] }[] = [
  { encoding: 'utf-8', mark: [0xef, 0xbb, 0xbf] },
  { encoding: 'utf-16le', mark: [0xff, 0xfe] },
  { encoding: 'utf-16be', mark: [0xfe, 0xff] },
];

/** The encoding that the byte order mark at the start of a file names, or null. */
export const markedEncoding = (start: Uint8Array): TextEncoding | null =>
  MARKS.find(({ mark }) => mark.every((byte, index) => start[index] === byte))?.encoding ?? null;

/**
 * The content of a text file as UTF-8 bytes, in chunks, without a byte order mark. UTF-8 is handed through unchecked:
 * see {@link assertUtf8}.
 */
export class TextSource {
  readonly #file: FileHandle;
  readonly #path: string;
  readonly #decoder: TextDecoder | null;
  readonly #buffer = Buffer.allocUnsafe(CHUNK_BYTES);
  #position: number;
  /** Whether the last chunk has been handed out. */
  #isDone = false;

  constructor(file: FileHandle, path: string, encoding: TextEncoding, marked: TextEncoding | null) {
    this.#file = file;
    this.#path = path;
    this.#decoder = encoding === 'utf-8' ? null : new TextDecoder(encoding, { fatal: true, ignoreBOM: true });
    const mark = MARKS.find((entry) => entry.encoding === marked);
    this.#position = mark?.mark.length ?? 0;
  }

  /** Position in the file, in bytes. */
  get position(): number {
    return this.#position;
  }

  /** The next chunk, valid until the next call; null at the end. @throws PlanAlignError CENSUS_ENCODING */
  async next(): Promise<Uint8Array | null> {
    if (this.#isDone) return null;
    const { bytesRead } = await this.#file.read(this.#buffer, 0, CHUNK_BYTES, this.#position);
    this.#position += bytesRead;
    this.#isDone = bytesRead === 0;
    const bytes = this.#buffer.subarray(0, bytesRead);
    if (this.#decoder === null) return this.#isDone ? null : bytes;
    try {
      return Buffer.from(this.#decoder.decode(bytes, { stream: !this.#isDone }), 'utf8');
    } catch {
      throw new PlanAlignError(
        'CENSUS_ENCODING',
        `The file is not valid ${this.#decoder.encoding} text before byte ${this.#position}.`,
        { file: this.#path },
      );
    }
  }
}

const LINE_FEED = 10;

/**
 * Checks that bytes are UTF-8.
 * @param firstRow Number of the row they start in, for the message.
 * @throws PlanAlignError CENSUS_ENCODING naming the row and what the line would be in Windows-1252.
 */
export function assertUtf8(bytes: Uint8Array, path: string, firstRow: number): void {
  if (isUtf8(bytes)) return;
  let row = firstRow;
  let start = 0;
  for (;;) {
    const feed = bytes.indexOf(LINE_FEED, start);
    const end = feed < 0 ? bytes.length : feed;
    if (!isUtf8(bytes.subarray(start, end)) || feed < 0) break;
    row += 1;
    start = feed + 1;
  }
  const line = bytes.subarray(start, Math.min(bytes.length, start + 200));
  const first = line.findIndex((byte) => byte >= 0x80);
  const sample = new TextDecoder('windows-1252').decode(line.subarray(Math.max(0, first - 20), first + 20));
  throw new PlanAlignError(
    'CENSUS_ENCODING',
    `The text is not UTF-8 near row ${row}. Read as Windows-1252 it would say "${sample.trim()}": if that is right, set "encoding": "windows-1252" in a mapping file.`,
    { file: path, row },
  );
}
